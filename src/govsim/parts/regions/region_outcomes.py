"""What is counted of moves and of methods."""

from govsim.language import outcome, ratio

# fmt: off
outcome("moves", total="enterprise.moves", unit="enterprises", zh="迁出企业", better="less",
        meaning="enterprises that close to open in another region")
outcome("moves_listed", total="enterprise.moves_listed", unit="enterprises", zh="迁出失信企业", better="less",
        meaning="discredited enterprises that close to open where nobody knows of it")
outcome("arrivals", total="enterprise.arrivals", unit="enterprises", zh="迁入企业",
        meaning="entrants that came from another region")
outcome("movers", total="province.movers", kind="stock", unit="enterprises", zh="待落户迁移企业",
        meaning="enterprises that left a region and look for a place")
outcome("movers_gone", total="province.gave_up", unit="enterprises", zh="放弃迁移企业",
        meaning="movers that found no place in time and gave up")
outcome("risk_fixed", total="enterprise.risk_fixed", kind="stock", unit="enterprises, weighted", zh="固有风险",
        meaning="sum over enterprises of their lasting risk, 1 on the mean of all that might be founded", better="less")
outcome("agencies", total="regulator.alive", kind="stock", unit="agencies", zh="监管机构",
        meaning="inspection agencies")
outcome("methods", total="regulator.method", kind="stock", unit="agencies, weighted", zh="监管方法",
        meaning="sum over agencies of the visits that their methods allow, against the usual", better="more")
outcome("best_methods", total="province.best_known", kind="stock", unit="multiple of the usual visits",
        zh="最佳监管方法",
        meaning="the best method in use anywhere", better="more")
outcome("ideas_tried", total="regulator.ideas_tried", unit="ideas", zh="试行创新",
        meaning="new methods that agencies tried")
outcome("ideas_failed", total="regulator.ideas_failed", unit="ideas", zh="失败创新",
        meaning="of these, those that failed")
outcome("methods_copied", total="regulator.methods_copied", unit="methods", zh="引进方法", better="more",
        meaning="better methods of others that agencies took over")
ratio("moves_of_exits", over="moves", by="exits", unit="share", zh="迁移占退出比例")
ratio("mean_risk_fixed", over="risk_fixed", by="enterprises", unit="1 = mean", zh="平均固有风险", better="less")
ratio("mean_method", over="methods", by="agencies", unit="multiple of the usual visits", zh="平均监管方法效率",
      better="more")
ratio("ideas_failed_share", over="ideas_failed", by="ideas_tried", unit="share", zh="创新失败比例")
# fmt: on
