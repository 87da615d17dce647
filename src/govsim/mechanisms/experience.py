"""What people have gone through themselves at a safety experience centre: it reaches few, and stays for years."""

from govsim.language import amount, channel, clip, columns, parameter, rule, share, title

title("Safety experience", zh="安全体验")

# fmt: off
channel("experience_visits", level="enterprise", unit="share of the crew a week", neutral=0.0, combine="add", low=0.0,
        high=1.0, zh="安全体验参观",
        meaning="share of the crew that goes through a safety experience centre in a week; read by safety experience")
columns(
    "enterprise",
    experienced=share(0.0, "体验留存", "share of the crew in whom such an experience is alive"),
    experienced_workers=amount("workers, weighted", "体验留存工人", "workers in whom such an experience is alive"),
)
parameter("experience_keep", 0.9933, low=0.98, high=0.998, unit="share a week", zh="体验保留",
          meaning="share of an experience that lasts a week", source="assumed: half-life of two years; no study found")
parameter("experience_pull", 0.002, low=0.0, high=0.006, unit="attitude a week", zh="体验对态度的作用",
          meaning="what a living experience adds to attitude each week",
          source="assumed: holds those who had it about .05 above others, since attitude_speed pulls back by .04")
# fmt: on


@rule(writes=("experienced", "experienced_workers"), phase="parties")
def live_through_it(enterprise, p, now):
    """An experience fades over years, leaves with who leaves, and reaches new people as places allow.

    e <- experience_keep (1 - leave_chance) e + experience_visits (1 - e). Evidence: E596 (what reaches people in
    person works better), assumed sizes.
    """
    kept = p.experience_keep * (1.0 - enterprise.leave_chance) * enterprise.experienced
    alive = clip(kept + enterprise.experience_visits * (1.0 - enterprise.experienced), 0.0, 1.0)
    enterprise.experienced = alive
    enterprise.experienced_workers = alive * float(enterprise.crew)
