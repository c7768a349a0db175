"""职权移交的拒绝 — nothing is left without a post, and nothing moves without a document."""

from tongban.kernel.refusals.told import Refusal


class NothingToTransfer(Refusal):
    """该部门在本件没有环节。"""

    zh = "{authority}在本件没有负责的环节，没有可以移交的。"
    en = "{authority} has no step in this case; there is nothing to transfer."
    basis = "行政许可法§22、§25"
    remedy_zh = "请核对移交的部门。"
    remedy_en = "Check which authority gives its powers up."


class TransferDocumentMissing(Refusal):
    """没有移交职权的文件。"""

    zh = "没有写明移交职权的文件和依据。"
    en = "The document that transfers the powers, and its basis, are not named."
    basis = "行政许可法§22、§25"
    remedy_zh = "请写明机构改革或者职权调整文件的文号和依据。"
    remedy_en = "Name the document of the reform or of the change of powers, and its basis."


class PostsLeftBehind(Refusal):
    """有岗位没有对应的接收岗位。"""

    zh = "移交方案没有写明由哪个岗位接替：{posts}。"
    en = "The transfer does not say which post takes the place of: {posts}."
    basis = "优化营商环境条例§36"
    remedy_zh = "请为每个岗位写明接收的部门和岗位；分立的，可以分别移交不同部门。"
    remedy_en = "Name a receiving post for each; where an authority is divided, they may go to several."


class ReceivingPostMissing(Refusal):
    """接收部门没有该岗位。"""

    zh = "接收部门没有这些岗位：{seats}。"
    en = "The receiving authority has no such post: {seats}."
    basis = "优化营商环境条例§36"
    remedy_zh = "请先在机构名录中为接收部门设岗，再移交。"
    remedy_en = "Set the post up in the directory of the receiving authority first."


class NotPartyToTheTransfer(Refusal):
    """不是移交双方的岗位。"""

    zh = "移交由移交或者接收的岗位办理，{actor_post}不能办理。"
    en = "A giving or a receiving post transfers the case; {actor_post} is neither."
    basis = "行政许可法§22、§25"
    remedy_zh = "请由移交或者接收的部门办理。"
    remedy_en = "Leave it to the giving or the receiving authority."
