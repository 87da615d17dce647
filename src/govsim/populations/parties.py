"""The parties of the ledger: who spends, pays, receives, and bears what accidents cost."""

from govsim.language import payer

payer("government", en="government", zh="政府")
payer("enterprise", en="enterprises", zh="企业")
payer("insurer", en="insurers", zh="保险机构")
payer("worker", en="workers", zh="工人")
payer("outside", en="outsiders", zh="外部各方")  # lenders, rivals, suppliers, people who report
