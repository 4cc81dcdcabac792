package lang

// viTexts returns the Vietnamese texts: plain words for teachers, tone marks placed the new way (hoà, xoá), none of the
// words of programmers. Codes without a dot are those of facts, which rules ask for with say(…).
func viTexts() map[string]string {
	return map[string]string{
		"list.and":    "và",
		"need.many":   "{n} {role}",
		"time.layout": "15:04 ngày 02/1/2006",

		// Severities, and the marks of settled findings.
		"severity.error":      "phải sửa",
		"severity.review":     "người duyệt sẽ quyết định",
		"severity.warning":    "nên xem lại",
		"severity.waiting":    "chờ duyệt",
		"settled.review":      "đã duyệt",
		"settled.suppression": "đã có lí do",
		"settled.by":          "{who}: “{why}”",

		// Roles that most schools have. A school may name others, which are shown as it wrote them.
		"role.admin":          "Người phụ trách kĩ thuật",
		"role.editor":         "Biên tập viên",
		"role.health":         "Cán bộ y tế",
		"role.history":        "Giáo viên Lịch sử",
		"role.principal":      "Hiệu trưởng",
		"role.responder":      "Người trực sự cố",
		"role.reviewer":       "Người duyệt",
		"role.vice-principal": "Phó hiệu trưởng",
		"role.webmaster":      "Người quản trị trang",

		// Titles: what state a change is in.
		"title.fix":             "Rà soát: cần sửa {fix} chỗ",
		"title.fix-then-review": "Rà soát: cần sửa {fix} chỗ, rồi cần {people} người duyệt",
		"title.waiting":         "Rà soát: máy đã kiểm tra xong, đang chờ {who} duyệt",
		"title.pass":            "Rà soát: được đăng",
		"title.clean":           "Rà soát: không có chỗ nào phải sửa",
		"title.blocked":         "Rà soát: chưa được đăng",
		"title.someone":         "người có trách nhiệm",

		// Who acts next.
		"next":                 "Việc tiếp theo: {next}",
		"next.fix":             "Người viết bài sửa {fix} chỗ nêu trên. Máy sẽ tự kiểm tra lại.",
		"next.fix-then-review": "Người viết bài sửa {fix} chỗ nêu trên, sau đó {who} duyệt.",
		"next.review":          "{who} đọc và duyệt bài. Người viết bài không cần làm gì thêm.",
		"next.unconfigured":    "Người phụ trách kĩ thuật của trường thêm mục `review:` vào .rasoat.yml để chọn người duyệt bài (xem README).",
		"next.none":            "Không ai phải làm gì thêm.",

		// The text report.
		"text.nothing":       "Đã rà {pages} trang bằng {rules} quy tắc: không thấy chỗ nào phải xem lại.",
		"text.judged":        "Đã rà {pages} trang bằng {rules} quy tắc",
		"text.errors":        "{n} chỗ phải sửa",
		"text.reviews":       "{n} chỗ người duyệt sẽ quyết định",
		"text.warnings":      "{n} chỗ nên xem lại (không chặn)",
		"text.settled":       "{n} chỗ đã được giải quyết",
		"text.waiting":       "{n} trang chờ duyệt",
		"text.told":          "{n} trang còn chờ {who} duyệt trước khi đăng. Lần kiểm tra này chỉ xét nội dung.",
		"text.told-roleless": "{n} trang còn chờ duyệt trước khi đăng. Lần kiểm tra này chỉ xét nội dung.",
		"text.off":           "Lần kiểm tra này bỏ qua phần duyệt bài (--no-review).",
		"text.unconfigured":  "Trường chưa chọn người duyệt bài. Thêm mục `review:` vào .rasoat.yml để thiết lập (xem README).",
		"text.approved":      "{n} trang đã được duyệt đúng nội dung này.",
		"text.site":          "Chung cho cả trang web",
		"text.why":           "Vì sao:",
		"text.replace":       "Thay bằng:",
		"text.needs":         "cần {who}",
		"text.lacks":         "còn thiếu {who}",
		"text.by":            "đã duyệt: {who}",
		"text.not-counted":   "không tính {who}: {why}",
		"text.hands":         "người viết và sửa: {who}",

		// Annotations beside the lines of a change.
		"annotation.more":     "Còn {n} chỗ khác. Xem đầy đủ trong phần tóm tắt của lần kiểm tra này.",
		"annotation.rejected": "Người duyệt chưa đồng ý",
		"annotation.review":   "Trang chờ duyệt",

		"sarif.left": "Còn {n} chỗ khác không có trong tệp này; GitHub chỉ nhận 25.000 chỗ. Xem đầy đủ trong báo cáo dạng json.",

		// The summary and the comment.
		"markdown.page":      "1 trang: {page}",
		"markdown.pages":     "{n} trang",
		"markdown.place":     "Chỗ cần xem",
		"markdown.how":       "Vì sao, và cách sửa",
		"markdown.line":      "dòng {line}",
		"markdown.edit":      "Sửa ngay",
		"markdown.replace":   "Thay bằng: {text}",
		"markdown.more":      "+{n} chỗ khác",
		"markdown.more-link": "Xem tất cả",
		"markdown.reviewers": "Người duyệt:",
		"markdown.next":      "Việc tiếp theo:",
		"markdown.edit-how":  "Bấm ✏️, sửa, rồi bấm *Commit changes*. Máy tự kiểm tra lại sau khoảng 1 phút. Không cần mở yêu cầu mới.",
		"markdown.not-yet":   "Bài **chưa** hiện trên trang.",
		"markdown.false":     "Máy nhận nhầm?",
		"markdown.false-how": "Hãy nhắn người phụ trách kĩ thuật của trường, kèm tên quy tắc ghi ở cuối ô. Nhà trường có thể chỉnh quy tắc ấy trong tệp `.rasoat.yml`.",
		"markdown.warnings":  "{n} chỗ nên xem lại (không chặn)",
		"markdown.settled":   "{n} chỗ đã được giải quyết",
		"markdown.approvals": "{n} trang đã duyệt",
		"markdown.rules":     "bộ quy tắc {digest}",
		"markdown.head":      "bản được kiểm tra: {head}",

		// Where the review of a page stands.
		"state.missing":      "Chưa có ai duyệt bài này. Cần: {roles}.",
		"state.stale":        "Bài đã đổi sau khi duyệt. Cần duyệt lại.",
		"state.stale-lines":  "Bài đã đổi sau khi duyệt ({lines} dòng). Cần duyệt lại.",
		"state.expired":      "Đã quá hạn rà soát định kì. Hãy xem lại rồi duyệt lại hoặc gỡ.",
		"state.expired-days": "Đã quá hạn rà soát định kì {days} ngày. Hãy xem lại rồi duyệt lại hoặc gỡ.",
		"state.short":        "{who} đã duyệt; còn thiếu: {roles}.",
		"state.rejected":     "{who} chưa đồng ý. Sửa rồi gửi duyệt lại.",
		"state.rejected-why": "{who} chưa đồng ý: “{why}”. Sửa rồi gửi duyệt lại.",
		"state.approved":     "Đã duyệt bởi {who} lúc {time}.",
		"state.free":         "Trang này không cần ai duyệt.",
		"state.nobody":       "Chưa có ai duyệt bài này.",
		"state.somebody":     "Một người",

		// Findings that the program itself gives. {detail} is what was found, where that helps.
		"unreadable.brackets":        "Máy không đọc được trang này: một đoạn có quá nhiều dấu ngoặc vuông không thành liên kết.",
		"unreadable.conflict-marker": "Trang này còn dòng <<<<<<<, ======= hoặc >>>>>>> của hai bản chưa ghép xong. Hãy chọn một bản và xoá các dòng này.",
		"unreadable.definitions":     "Máy không đọc được trang này: có quá nhiều định nghĩa liên kết hoặc chú thích cuối trang.",
		"unreadable.delimiters":      "Máy không đọc được trang này: một đoạn có quá nhiều dấu * _ hoặc ` không thành cặp.",
		"unreadable.embed":           "Tệp {detail} trong bài là liên kết tới tệp khác, nằm ở kho khác hoặc quá lớn, nên không ai duyệt được. Xin thay bằng một tệp thường, nhỏ hơn.",
		"unreadable.front-matter":    "Phần khai báo ở đầu bài viết chưa đúng nên máy không đọc được: {detail}",
		"unreadable.irregular":       "Đây không phải là tệp thường nên máy không đọc. Hãy thay bằng tệp thật.",
		"unreadable.nesting":         "Máy không đọc được trang này: có quá nhiều danh sách hoặc trích dẫn lồng vào nhau.",
		"unreadable.not-utf8":        "Chữ trong tệp này không phải Unicode (UTF-8) nên máy không đọc được. Hãy mở bằng trình soạn thảo rồi lưu lại dạng UTF-8.",
		"unreadable.nul":             "Tệp này không phải văn bản, hoặc được lưu dạng UTF-16, nên máy không đọc được. Hãy lưu lại dạng UTF-8.",
		"unreadable.parser":          "Nội dung trang này làm máy dừng giữa chừng. Hãy báo người phụ trách kĩ thuật: {detail}",
		"unreadable.submodule":       "Chỗ này dẫn sang một kho khác, không phải là tệp, nên máy không đọc. Hãy thay bằng tệp thật.",
		"unreadable.symlink":         "Đây là lối tắt sang tệp khác nên máy không đọc. Hãy thay bằng tệp thật.",
		"unreadable.table":           "Máy không đọc được trang này: bảng có quá nhiều ô. Hãy chia thành nhiều bảng.",
		"unreadable.too-large":       "Trang này quá lớn nên máy không đọc. Hãy chia thành nhiều trang. ({detail})",
		"rule.failed":                "Quy tắc {rule} bị lỗi khi chạy nên trang này chưa được kiểm tra đủ. Hãy báo người phụ trách kĩ thuật: {why}",
		"diverged":                   "Trang này vừa được sửa ở đây, vừa được sửa trên trang chính. Hãy cập nhật bản sửa theo trang chính rồi gửi lại.",
		"broken-configuration":       "Không đọc được tệp cấu hình này của trang web: {detail}. Các trang vẫn được rà, nhưng những gì phụ thuộc vào tệp này thì chưa kết luận được. Người phụ trách kĩ thuật sửa lại tệp.",
		"unconfigured":               "Trường chưa chọn ai duyệt bài nên chưa thể cho đăng. Người phụ trách kĩ thuật thêm mục `review:` vào .rasoat.yml (xem README).",

		// The program's own rules.
		"own.broken-configuration":     "Tệp cấu hình trang web không đọc được",
		"own.broken-configuration.why": "Những gì phụ thuộc vào tệp ấy, như liên kết dẫn đi đâu, thì chưa kết luận được; mà chưa kết luận được thì chưa coi là đạt.",
		"own.diverged-page":            "Trang được sửa ở hai nơi",
		"own.diverged-page.why":        "Nếu ghép hai bản sửa mà không ai đọc lại, trang có thể đăng một nội dung chưa ai duyệt.",
		"own.failed-rule":              "Quy tắc bị lỗi khi chạy",
		"own.failed-rule.why":          "Điều chưa kiểm tra được thì chưa coi là đạt. Các quy tắc khác vẫn được hỏi; máy kết thúc với mã 2.",
		"own.unconfigured-gate":        "Chưa chọn người duyệt bài",
		"own.unconfigured-gate.why":    "Khi chưa ai có trách nhiệm duyệt thì chưa bài nào được đăng.",
		"own.unreadable-page":          "Trang máy không đọc được",
		"own.unreadable-page.why":      "Điều máy không đọc được thì chưa được kiểm tra, nên chưa được đăng.",

		// What is dangerous about a link.
		"adult":          "trang người lớn",
		"gambling":       "trang cờ bạc",
		"ip-host":        "địa chỉ máy bằng số, không có tên miền",
		"lookalike-host": "tên miền giả giống tên khác",
		"program-file":   "tệp chương trình",
		"script":         "chạy mã lệnh",
		"shortener":      "địa chỉ rút gọn, không rõ dẫn tới đâu",

		// What is unsafe about HTML.
		"base":          "thẻ base đổi mọi liên kết của trang",
		"data-url":      "địa chỉ data: chứa mã",
		"embed":         "nhúng chương trình",
		"event-handler": "thuộc tính chạy mã lệnh (on…)",
		"form":          "biểu mẫu gửi dữ liệu đi nơi khác",
		"iframe":        "nhúng trang khác",
		"meta-refresh":  "tự chuyển sang trang khác",
		"object":        "nhúng chương trình",
		"script-url":    "địa chỉ javascript: chạy mã lệnh",
		"style":         "mã trình bày che hoặc giả nội dung",

		// What is wrong with a field of the front matter.
		"duplicate":         "có hai lần",
		"empty":             "để trống",
		"missing":           "còn thiếu",
		"misspelt":          "tên mục viết sai",
		"not-a-bool":        "chỉ được ghi true (có) hoặc false (không)",
		"not-a-date":        "không phải là ngày; ghi năm-tháng-ngày, ví dụ 2026-11-20",
		"not-a-list":        "phải là danh sách, ví dụ [một, hai]",
		"not-a-number":      "phải là một số",
		"not-a-school-year": "không phải là năm học; ghi như 2026-2027",
		"not-a-text":        "phải là chữ; đặt trong dấu nháy kép",
		"unknown":           "không có mục tên này",

		// What is odd about a word, and how it may be disguised.
		"decomposed":       "dấu viết rời khỏi chữ",
		"eth":              "chữ Ð của tiếng khác thay cho Đ",
		"hard-space":       "dấu cách không ngắt dòng giữa các chữ",
		"hidden-character": "có ký tự ẩn trong chữ",
		"lookalike-letter": "có chữ cái của bảng chữ khác trông giống chữ Việt",
		"private-use":      "ký tự riêng của phông chữ, máy khác không hiện được",
		"spelled-out":      "chữ viết tách rời từng chữ cái",
		"zero-width":       "có ký tự ẩn",

		// What lets in whoever has it.
		"edit-link":   "liên kết cho phép sửa biểu mẫu",
		"log-in":      "tên và mật khẩu đăng nhập",
		"meeting":     "mã vào phòng họp trực tuyến",
		"password":    "mật khẩu",
		"private-key": "khoá bí mật",
		"token":       "mã truy cập của một dịch vụ",
		"wifi":        "mật khẩu mạng không dây",

		// What is wrong with a date.
		"end-before-start": "ngày cuối đứng trước ngày đầu",
		"impossible":       "không có ngày này",
		"long-past":        "ngày đã qua từ lâu",
		"school-year":      "năm học phải là hai năm liền nhau",
		"weekday":          "thứ và ngày không khớp",

		// What an approver reads.
		"approve.done":         "Đã duyệt: {page}, đúng như hiện nay ({digest}). Chia sẻ bằng lệnh: git push origin rasoat/reviews",
		"approve.refused":      "Chưa duyệt được: {page}. {why}",
		"approve.unreadable":   "Không đọc được bài này hoặc một tệp trong bài, nên chưa ai thấy được điều sẽ kí.",
		"approve.behind":       "Tệp {file} vừa được đổi ở bản đã đăng. Xin cập nhật trước, để điều kí đúng là điều sẽ đăng.",
		"approve.unknown-page": "Không có trang này trong bản ghi hiện tại. Xin xem lại đường dẫn, tính từ thư mục của trang web.",
		"approve.uncommitted":  "Tệp {file} trong thư mục khác với tệp trong bản ghi hiện tại. Xin ghi lại trước, để điều kí đúng là điều nhìn thấy.",
	}
}
