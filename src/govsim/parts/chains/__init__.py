"""Chains: groups, contract tiers and platforms; one head decides over enterprises for which it hardly answers.

What a head cares about reaches those below it less at every level; its pressure for output loses nothing on the way.
Within an enterprise too levels lie between management and crews, the more the larger it is. Where nobody belongs to a
chain and nobody holds what is lost, nothing of the county moves.
"""

from govsim.language import title

title("Chains of heads", zh="上级链条")
