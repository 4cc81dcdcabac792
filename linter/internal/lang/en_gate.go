package lang

// enGate returns the English sentences of the review gate, by the codes of review.Reason.
func enGate() map[string]string {
	return map[string]string{
		// Why a file of the ledger is not a record of this site.
		"foreign":   "it is not a record: those are records/ab/<id>.json with <id>.sig beside them",
		"irregular": "it is not an ordinary file",
		"large":     "it is larger than {limit} bytes",
		"alone":     "there is no statement beside this signature",
		"name":      "its name is not the SHA-256 of its bytes, {id}",
		"statement": "it cannot be read: {problem}",
		"site":      "it was given for another site, {site}",

		// Why the signature of a record is not accepted.
		"unsigned":       "it has no signature",
		"signature":      "the signature is wrong",
		"signature-form": "the signature cannot be read: {problem}",
		"namespace":      "the signature was made for another purpose, {namespace}",
		"key":            "the key {key} is not, or no longer, among the allowed signers",
		"key-namespace":  "the key {key} is not allowed to sign reviews",
		"key-early":      "the key {key} is valid only from {time}",
		"key-expired":    "the key {key} was valid only before {time}",
		"signer":         "it speaks for {who} but was signed by {signer}",
		"notary":         "it tells of a click ({basis}) but was signed by {signer}, who is no notary",

		// Why the records of a page form no chain.
		"two-tips": "The ledger has more than one latest record of this page ({records}). An administrator must look at it.",
		"gap":      "The ledger lacks the record {missing}, which record {record} supersedes. An administrator must look at it.",
		"circle":   "The records {records} supersede each other in a circle. An administrator must look at it.",

		// Why a record does not count.
		"superseded":     "a later word of {who} takes its place",
		"withdrawn":      "{who} took the earlier word back",
		"reject":         "{who} rejected this content",
		"digest":         "it was given for another version of the page",
		"replaced":       "another version of the page was reviewed after it",
		"unknown-person": "{who} is not among the site's people",
		"bot":            "{who} is an automatic account",
		"role-ended":     "{who} had no authority on {time}",
		"role":           "{who} holds none of the roles that the page needs ({roles})",
		"hand":           "{who} wrote or changed this content and cannot approve it",
		"click":          "{who} clicked in a forge, and this page asks for a signature with one’s own key",
		"future":         "it is dated {time}, which is yet to come",
		"backdated":      "it is dated {time}, before the record that it supersedes",
		"expired":        "it was good until {time}",
		"deleted":        "the page is to be deleted, which needs a removal instead of an approval",
		"not-deleted":    "it allows a deletion, and the page is still there",
		"adopt":          "only what is already published can be adopted",
		"nothing-said":   "{who} has said nothing about this content that could be taken back",
		"no-history":     "the history is cut off, so nobody can tell who wrote this content",

		// How a page stands.
		"free":            "This page needs nobody's approval.",
		"approved":        "Approved by {who} at {time}, exactly as it is now.",
		"lost":            "{who} approved commit {commit}, which is not here any more, so the approval proves nothing. Please approve again.",
		"visible":         "The site shows this page from {time} on.",
		"missing":         "Nobody who may has approved this content. Needed: {roles}.",
		"short":           "{who} approved this content; still needed: {roles}.",
		"rejected":        "{who} rejected this content on {time} (record {record}).",
		"lapsed":          "The approval by {who} was good until {time}. Needed again: {roles}.",
		"taken-back":      "{who} withdrew the approval on {time}. Needed: {roles}.",
		"changed":         "{who} approved this page on {time}, but it has changed since.",
		"replayed":        "{who} approved this very content on {time}, but another version was reviewed after it (record {record}).",
		"renamed":         "{who} approved this page on {time} under its old name {path}, but not under its new one.",
		"rejected-before": "{who} rejected an earlier version on {time}, and nobody has approved this one.",
		"own-work":        "{who} approved their own work, which does not count. Needed: {roles}.",
		"unknown-hand":    "It is not known who {who} is, so one more person must approve. An administrator can add the address to people.yml.",
		"nobody-left":     "Nobody is left who could approve as {roles}: everybody who may has worked on it ({who}) or no longer serves. Another person must get the role, or the policy must ask for fewer.",
		"asked-at":        "That is asked at {place}.",
		"override":        "{who} approved against advice: {note}",
		"taken-down":      "{who} took the page down alone, as a responder may; the others should look at it.",
		"shallow":         "The history is cut off, so nobody can tell who wrote this content. Fetch all of it (fetch-depth: 0).",
	}
}
