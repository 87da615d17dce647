"""Safety services: experts for hire, auditors, and the professionals of the province of whom they are made.

Firms of experts serve enterprises by the hour. Part of their time belongs to customers whom they have always had; the
rest is for those who come anew, until it is used up. Scarce hours get dearer, dear hours call more experts, and experts
come from people who have studied safety, which takes years. What an expert finds and teaches goes through channels of
the model; what an auditor writes depends on who pays him. Where nobody orders hours, the county is as without this
part: its usual customers and what experts do for them are in what enterprises do anyway.
"""

from govsim.language import title

title("Safety services", zh="安全服务")
