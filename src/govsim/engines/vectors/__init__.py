"""Rules on eight rows at once: converted on their syntax tree into straight lines over vectors, compiled by LLVM.

`code` holds numbers and what is done with them, `rows` what stands in a tile, `frames` and `language` the conversion of
a function, `passes` the loops around, `crews` what is added up over members, `modules` the way to machine code.
"""
