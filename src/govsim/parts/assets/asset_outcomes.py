"""What is counted of the stocks, of alarms, and the price of safety technology."""

from govsim.language import outcome, ratio, yearly

yearly(last=("automated",))

# fmt: off
outcome("automated", total="enterprise.automated", kind="stock", unit="enterprises, weighted", zh="机械化换人",
        meaning="sum over enterprises of the dangerous work that machines do, of what they could do", better="more")
outcome("watched", total="enterprise.watched", kind="stock", unit="enterprises, weighted", zh="在线监测",
        meaning="sum over enterprises of the hours and places of major hazards that monitors watch", better="more")
outcome("readiness", total="enterprise.readiness", kind="stock", unit="enterprises, weighted", zh="应急准备",
        meaning="sum over enterprises of plans that people know and have drilled", better="more")
outcome("certified", total="enterprise.certified", kind="stock", unit="enterprises, weighted", zh="关键岗位持证",
        meaning="sum over enterprises of the share of key posts whose holder is certified", better="more")
outcome("culture", total="enterprise.culture", kind="stock", unit="enterprises, weighted", zh="安全文化",
        meaning="sum over enterprises of what has become a matter of course beyond the usual", better="more")
outcome("alarms", total="enterprise.alarms", unit="alarms", zh="监测报警", meaning="alarms of monitors")
outcome("alarms_answered", total="enterprise.alarms_answered", unit="alarms", zh="响应的报警",
        meaning="alarms that somebody went and saw to")
outcome("labour_spared", total="enterprise.wages_saved", unit="CNY", zh="机器节省的劳动", better="more",
        meaning="wages of work that machines do: labour that is free for other work")
outcome("time_between_posts", total="enterprise.idle_time", unit="CNY", zh="再就业前的待业时间", better="less",
        meaning="pay that those whose work machines do go without until they have other work")
outcome("price_tools", total="region.price_tools", kind="stock", unit="multiple of the price of week 0",
        zh="安全技术价格", meaning="price of machines and monitors, a region", better="less")
ratio("mean_automated", over="automated", by="enterprises", unit="share", zh="平均机械化换人程度", better="more")
ratio("mean_watched", over="watched", by="enterprises", unit="share", zh="平均在线监测程度", better="more")
ratio("mean_readiness", over="readiness", by="enterprises", unit="share", zh="平均应急准备程度", better="more")
ratio("mean_certified", over="certified", by="enterprises", unit="share of key posts", zh="平均关键岗位持证率",
      better="more")
ratio("mean_culture", over="culture", by="enterprises", unit="share", zh="平均安全文化存量", better="more")
ratio("alarms_answered_share", over="alarms_answered", by="alarms", unit="share", zh="报警响应率", better="more")
# fmt: on
