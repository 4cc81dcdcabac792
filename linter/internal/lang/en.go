package lang

// enTexts returns the English texts.
func enTexts() map[string]string {
	return map[string]string{
		"list.and":    "and",
		"need.many":   "{n} × {role}",
		"time.layout": "15:04 on 2 January 2006 (UTC+7)",

		// Severities, and the marks of settled findings.
		"severity.error":      "must be fixed",
		"severity.review":     "a reviewer decides",
		"severity.warning":    "worth a look",
		"severity.waiting":    "waiting for review",
		"settled.review":      "approved",
		"settled.suppression": "reason given",
		"settled.by":          "{who}: “{why}”",

		// Roles that most schools have.
		"role.admin":          "administrator",
		"role.editor":         "editor",
		"role.health":         "school nurse",
		"role.history":        "history teacher",
		"role.principal":      "principal",
		"role.responder":      "person on duty for incidents",
		"role.reviewer":       "reviewer",
		"role.vice-principal": "vice-principal",
		"role.webmaster":      "webmaster",

		// Titles: what state a change is in.
		"title.fix":             "Not ready to publish: {fix} {fix|thing|things} to fix",
		"title.fix-then-review": "Not ready to publish: {fix} {fix|thing|things} to fix, then {people} {people|review|reviews}",
		"title.waiting":         "Nothing left to fix; waiting for review by {who}",
		"title.pass":            "May be published",
		"title.clean":           "Nothing to fix",
		"title.blocked":         "Not ready to publish",
		"title.someone":         "whoever is responsible",

		// Who acts next.
		"next":                 "Next: {next}",
		"next.fix":             "The editor fixes the {fix} {fix|place|places} above. The check then runs again by itself.",
		"next.fix-then-review": "The editor fixes the {fix} {fix|place|places} above, then approval is needed from: {who}.",
		"next.review":          "To read and approve: {who}. The editor need not do anything.",
		"next.unconfigured":    "The school’s administrator adds `review:` and people to .rasoat.yml, which says who reviews pages (see the README).",
		"next.none":            "Nobody need do anything.",

		// The text report.
		"text.nothing":       "{pages} {pages|page|pages} judged by {rules} {rules|rule|rules}: nothing to look at.",
		"text.judged":        "{pages} {pages|page|pages} judged by {rules} {rules|rule|rules}",
		"text.errors":        "{n} to fix",
		"text.reviews":       "{n} for a reviewer to decide",
		"text.warnings":      "{n} worth a look (not blocking)",
		"text.settled":       "{n} settled",
		"text.waiting":       "{n} {n|page|pages} waiting for review",
		"text.told":          "{n} {n|page still waits|pages still wait} for review by {who}. This run judged the content only.",
		"text.told-roleless": "{n} {n|page still waits|pages still wait} for review. This run judged the content only.",
		"text.off":           "This run left the reviews out (--no-review).",
		"text.unconfigured":  "The school has not chosen its reviewers yet. Add `review:` to .rasoat.yml to set the gate up (see the README).",
		"text.approved":      "{n} {n|page has|pages have} been approved with exactly this content.",
		"text.site":          "The whole site",
		"text.why":           "Why:",
		"text.replace":       "Replace by:",
		"text.needs":         "needs {who}",
		"text.lacks":         "lacks {who}",
		"text.by":            "approved by {who}",
		"text.not-counted":   "{who} does not count: {why}",
		"text.hands":         "written and changed by {who}",

		// Annotations beside the lines of a change.
		"annotation.more":     "{n} more. The summary of this run shows all of them.",
		"annotation.rejected": "A reviewer said no",
		"annotation.review":   "Page waiting for review",

		"sarif.left": "{n} more are not in this file; GitHub takes no more than 25,000. The json report has all of them.",

		// The summary and the comment.
		"markdown.page":      "1 page: {page}",
		"markdown.pages":     "{n} {n|page|pages}",
		"markdown.place":     "Where",
		"markdown.how":       "Why, and how to mend it",
		"markdown.line":      "line {line}",
		"markdown.edit":      "Edit",
		"markdown.replace":   "Replace by: {text}",
		"markdown.more":      "+{n} more",
		"markdown.more-link": "See all",
		"markdown.reviewers": "Reviewers:",
		"markdown.next":      "Next:",
		"markdown.edit-how":  "Press ✏️, edit, then press *Commit changes*. The check runs again after about a minute. There is no need for a new pull request.",
		"markdown.not-yet":   "The page is **not** on the site yet.",
		"markdown.false":     "False alarm?",
		"markdown.false-how": "Tell the school’s administrator, with the name of the rule at the end of the cell. The school can adjust that rule in the file `.rasoat.yml`.",
		"markdown.warnings":  "{n} worth a look (not blocking)",
		"markdown.settled":   "{n} settled",
		"markdown.approvals": "{n} {n|page|pages} approved",
		"markdown.rules":     "rules {digest}",
		"markdown.head":      "version judged: {head}",

		// Where the review of a page stands.
		"state.missing":      "Nobody has approved this page. Needed: {roles}.",
		"state.stale":        "The page changed after its approval. It needs a new one.",
		"state.stale-lines":  "The page changed after its approval ({lines} {lines|line|lines}). It needs a new one.",
		"state.expired":      "The periodic re-check is overdue. Approve again or take it down.",
		"state.expired-days": "The periodic re-check is {days} {days|day|days} overdue. Approve again or take it down.",
		"state.short":        "{who} has approved; still needed: {roles}.",
		"state.rejected":     "{who} rejected it. Change it and ask again.",
		"state.rejected-why": "{who} rejected it: “{why}”. Change it and ask again.",
		"state.approved":     "Approved by {who} at {time}.",
		"state.free":         "This page needs nobody’s approval.",
		"state.nobody":       "Nobody has approved this page.",
		"state.somebody":     "Somebody",

		// Findings that the program itself gives. {detail} is what was found, where that helps.
		"unreadable.brackets":        "This page cannot be read: a paragraph has too many brackets that form no link.",
		"unreadable.conflict-marker": "This page still has lines <<<<<<<, ======= or >>>>>>> of two unfinished versions. Choose one and delete these lines.",
		"unreadable.definitions":     "This page cannot be read: it has too many definitions of links or footnotes.",
		"unreadable.delimiters":      "This page cannot be read: a paragraph has too many * _ or ` without a partner.",
		"unreadable.embed":           "The file {detail} of this page is a link, lies in another repository or is too large, so nobody can review it. Put an ordinary, smaller file in its place.",
		"unreadable.front-matter":    "The head of this page is not well formed, so it cannot be read: {detail}",
		"unreadable.irregular":       "This is no regular file, so it is not read. Put a real file in its place.",
		"unreadable.nesting":         "This page cannot be read: too many lists or quotes stand inside each other.",
		"unreadable.not-utf8":        "The text of this file is not Unicode (UTF-8), so it cannot be read. Open it in an editor and save it as UTF-8.",
		"unreadable.nul":             "This file is no text, or was saved as UTF-16, so it cannot be read. Save it as UTF-8.",
		"unreadable.parser":          "The content of this page stopped the reader. Tell the administrator: {detail}",
		"unreadable.submodule":       "This leads to another repository instead of a file, so it is not read. Put a real file in its place.",
		"unreadable.symlink":         "This is a link to another file, so it is not read. Put a real file in its place.",
		"unreadable.table":           "This page cannot be read: a table has too many cells. Split it.",
		"unreadable.too-large":       "This page is too large to be read. Split it into several pages. ({detail})",
		"rule.failed":                "The rule {rule} broke while it was asked, so this page is not fully judged. Tell the administrator: {why}",
		"diverged":                   "This page was changed both here and on the main branch. Bring this change up to date with it and send it again.",
		"broken-configuration":       "This configuration file of the website cannot be read: {detail}. The pages are judged all the same, but what depends on this file is undecided. The administrator mends the file.",
		"unconfigured":               "The school has not chosen who reviews pages, so nothing may be published yet. The administrator adds `review:` to .rasoat.yml (see the README).",

		// The program's own rules.
		"own.broken-configuration":     "Configuration file of the website that cannot be read",
		"own.broken-configuration.why": "What depends on it, such as where links lead, is undecided, and what is undecided is not passed.",
		"own.diverged-page":            "Page changed in two places",
		"own.diverged-page.why":        "If two changes are put together and nobody reads the result, the page may show what nobody has reviewed.",
		"own.failed-rule":              "Rule that failed",
		"own.failed-rule.why":          "What could not be judged is not passed. The other rules have been asked all the same; the run ends with exit code 2.",
		"own.unconfigured-gate":        "No reviewers chosen",
		"own.unconfigured-gate.why":    "As long as nobody is responsible for reviews, no page may be published.",
		"own.unreadable-page":          "Unreadable page",
		"own.unreadable-page.why":      "What the program cannot read has not been checked, so it must not be published.",

		// What is dangerous about a link.
		"adult":          "an adult site",
		"gambling":       "a gambling site",
		"ip-host":        "a machine’s number instead of a name",
		"lookalike-host": "a name made to look like another",
		"program-file":   "a program file",
		"script":         "it runs code",
		"shortener":      "a shortened address that hides where it leads",

		// What is unsafe about HTML.
		"base":          "a base tag changes every link of the page",
		"data-url":      "a data: address with code in it",
		"embed":         "it embeds a program",
		"event-handler": "an attribute that runs code (on…)",
		"form":          "a form that sends data elsewhere",
		"iframe":        "it embeds another page",
		"meta-refresh":  "it moves readers to another page",
		"object":        "it embeds a program",
		"script-url":    "a javascript: address that runs code",
		"style":         "style that hides or fakes content",

		// What is wrong with a field of the front matter.
		"duplicate":         "it stands there twice",
		"empty":             "it is empty",
		"missing":           "it is missing",
		"misspelt":          "its name is misspelt",
		"not-a-bool":        "only true or false may stand there",
		"not-a-date":        "not a date; write year-month-day, such as 2026-11-20",
		"not-a-list":        "it must be a list, such as [one, two]",
		"not-a-number":      "it must be a number",
		"not-a-school-year": "not a school year; write it like 2026-2027",
		"not-a-text":        "it must be text; put it in double quotes",
		"unknown":           "there is no field of this name",

		// What is odd about a word, and how it may be disguised.
		"decomposed":       "marks apart from their letters",
		"eth":              "the foreign letter Ð in place of Đ",
		"hard-space":       "a no-break space between letters",
		"hidden-character": "a hidden character inside the word",
		"lookalike-letter": "a letter of another alphabet that looks Vietnamese",
		"private-use":      "a character of one font that other machines cannot show",
		"spelled-out":      "a word parted into its letters",
		"zero-width":       "a hidden character",

		// What lets in whoever has it.
		"edit-link":   "a link that lets anybody change a form",
		"log-in":      "a user name with its password",
		"meeting":     "the passcode of an online meeting",
		"password":    "a password",
		"private-key": "a private key",
		"token":       "a service's access token",
		"wifi":        "the password of a wireless network",

		// What is wrong with a date.
		"end-before-start": "the end comes before the start",
		"impossible":       "there is no such day",
		"long-past":        "the day is long past",
		"school-year":      "a school year is two years that follow each other",
		"weekday":          "day and weekday do not match",

		// What an approver reads.
		"approve.done":         "Approved: {page}, exactly as it is now ({digest}). Share it with: git push origin rasoat/reviews",
		"approve.refused":      "Not approved: {page}. {why}",
		"approve.unreadable":   "It, or a file in it, could not be read, so nobody can have seen what would be signed.",
		"approve.behind":       "The file {file} was changed on the published branch meanwhile. Bring this branch up to date first, so that what you sign is what will be published.",
		"approve.unknown-page": "There is no such page in the current commit. Check the path, from the site’s folder.",
		"approve.uncommitted":  "The file {file} in the folder differs from the one in the current commit. Commit it first, so that what you sign is what you see.",
	}
}
