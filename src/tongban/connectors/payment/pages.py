"""演示平台的页面 — to pay, and paid: plain HTML of the demonstration platform, in both languages."""

from html import escape
from typing import Any

from tongban.kernel.case.fee_rule import yuan

_STYLE = """
body{font:18px/1.6 system-ui,sans-serif;max-width:34rem;margin:0 auto;padding:24px 16px;color:#1b1f24}
h1{font-size:26px;margin:8px 0 16px}.demo{background:#fff4ce;border-left:4px solid #8a6100;padding:8px 12px}
dl{display:grid;grid-template-columns:auto 1fr;gap:4px 16px}dt{color:#57606a}dd{margin:0;text-align:right;
font-variant-numeric:tabular-nums;overflow-wrap:anywhere}strong{font-size:24px}
button,a.button{display:block;width:100%;box-sizing:border-box;padding:14px;border:0;border-radius:6px;
background:#0b57a4;color:#fff;font:inherit;text-align:center;text-decoration:none;cursor:pointer}
"""
_DEMO = (
    "这是演示用的收缴平台，不会收取任何款项。<br>"
    "<span lang='en'>This platform is a demonstration; no money is taken.</span>"
)


def pay_page(order: dict[str, Any]) -> str:
    """What is asked, and the button."""
    button = '<form method="post"><button>确认缴款 · <span lang="en">Pay</span></button></form>'
    return _page("缴款 · Pay", _facts(order, order["amount"]) + button)


def paid_page(order: dict[str, Any], paid: dict[str, Any]) -> str:
    """What was paid, and the way back."""
    back = escape(order["return_to"], quote=True)
    said = f"<dt>流水号 · Transaction</dt><dd>{escape(paid['transaction'])}</dd></dl>"
    facts = _facts(order, paid["amount"]).replace("</dl>", said)
    link = f'<a class="button" href="{back}">返回办件 · <span lang="en">Back to your case</span></a>'
    return _page("已缴款 · Paid", facts + link)


def _facts(order: dict[str, Any], amount: int) -> str:
    return (
        f"<dl><dt>项目 · Fee</dt><dd>{escape(order['fee'])}</dd>"
        f"<dt>缴款通知 · Notice</dt><dd>{escape(order['notice'])}</dd>"
        f"<dt>缴款码 · Code</dt><dd>{escape(order['code'])}</dd>"
        f"<dt>金额 · Amount</dt><dd><strong>¥{yuan(amount)}</strong></dd></dl>"
    )


def _page(title: str, content: str) -> str:
    return (
        '<!doctype html><html lang="zh-Hans"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width,initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head><body><main>"
        f'<p class="demo">{_DEMO}</p><h1>{escape(title)}</h1>{content}</main></body></html>'
    )
