"""What stops of production take."""

from govsim.language import outcome

outcome("output_lost", total="enterprise.output_lost", unit="CNY", zh="停产损失", better="less",
        meaning="margin lost, and wages and overheads that run on, while production is stopped or limited")  # fmt: skip
