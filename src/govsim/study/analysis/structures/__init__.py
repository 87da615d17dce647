"""The same question under other structures: populations, sizes, mechanisms taken out, draws of parameters."""
