"""内存替身的发文代字 — the words of the numbers of the in-memory office's documents."""

from tongban.catalogue.authorities import DocumentWords

WORDS = DocumentWords(
    acceptance_notice="演审受",
    supplement_notice="演审补",
    extension_notice="演审延",
    refusal="演审不许",
    interested_party_notice="演审利告",
    hearing_right_notice="演审听告",
    hearing_announcement="演审听公",
    hearing_notice="演审听通",
    gap_notice="演审容",
    return_notice="演审退",
    commitment="演审承",
    rectification_order="演审责改",
    revocation_notice="演审撤告",
    revocation_decision="演审撤决",
    cancellation_notice="演审注",
    payment_notice="演审缴",
    end_notice="演审终",
    decline_notice="演审不受",
    grant_decision="演审许",
    special_procedure_notice="演审特",
)
