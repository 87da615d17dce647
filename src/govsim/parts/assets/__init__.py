"""Assets: what safety work leaves behind in an enterprise, and what outlasts whoever paid for it.

Machines that do dangerous work, monitors on what can blow up, readiness for the day, certified people in key posts, and
a culture. Each is a stock on the unit interval that work builds and time wears; a channel says how much work is put in.
An instrument that ends takes its channel along, not the stock.
"""

from govsim.language import title

title("Assets", zh="安全资产")
