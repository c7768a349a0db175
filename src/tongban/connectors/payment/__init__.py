"""Payment platform 收缴平台: implements `handling.payment.ports.PaymentPlatform` over HTTP.

`platform` speaks to it, `signing` is how either side knows the other, `demo_server` is a platform with a
ledger of its own to try everything on: a separate process, which can lose, repeat and delay. Modelled on how
platforms for non-tax revenue work: an order gets a code (缴款码), the payer pays there, the platform
notifies, answers questions and gives a statement of each day. Not its business: what is owed.
Start reading at `platform`.
"""

from tongban.connectors.payment.platform import HttpPaymentPlatform, platform_from_environment

__all__ = ["HttpPaymentPlatform", "platform_from_environment"]
