package lang

// viGate returns the Vietnamese sentences of the review gate, by the codes of review.Reason.
func viGate() map[string]string {
	return map[string]string{
		// Why a file of the ledger is not a record of this site.
		"foreign":   "đây không phải là lời duyệt: sổ duyệt chỉ gồm các tệp records/ab/<id>.json, mỗi tệp có <id>.sig đi kèm",
		"irregular": "đây không phải là tệp thường",
		"large":     "tệp lớn hơn {limit} byte",
		"alone":     "có chữ kí mà không có lời duyệt đi kèm",
		"name":      "tên tệp không khớp với nội dung, {id}",
		"statement": "không đọc được: {problem}",
		"site":      "lời duyệt dành cho trang khác, {site}",

		// Why the signature of a record is not accepted.
		"unsigned":       "chưa có chữ kí",
		"signature":      "chữ kí không đúng",
		"signature-form": "không đọc được chữ kí: {problem}",
		"namespace":      "chữ kí được tạo cho việc khác, {namespace}",
		"key":            "khoá {key} không có, hoặc không còn, trong danh sách khoá được dùng",
		"key-namespace":  "khoá {key} không được dùng để duyệt bài",
		"key-early":      "khoá {key} chỉ có hiệu lực từ {time}",
		"key-expired":    "khoá {key} đã hết hiệu lực từ {time}",
		"signer":         "lời duyệt đứng tên {who} nhưng do {signer} kí",
		"notary":         "lời duyệt ghi lại một lần bấm nút ({basis}) nhưng {signer}, người kí, không phải là người ghi sổ",

		// Why the records of a page form no chain.
		"two-tips": "Sổ duyệt có hơn một lời duyệt cuối cho trang này ({records}). Người phụ trách kĩ thuật cần xem lại.",
		"gap":      "Sổ duyệt thiếu bản ghi {missing}, mà bản ghi {record} thay thế. Người phụ trách kĩ thuật cần xem lại.",
		"circle":   "Các bản ghi {records} trong sổ duyệt thay thế nhau thành vòng. Người phụ trách kĩ thuật cần xem lại.",

		// Why a record does not count.
		"superseded":     "{who} đã có lời khác sau đó",
		"withdrawn":      "{who} đã rút lại lời duyệt",
		"reject":         "{who} chưa đồng ý với nội dung này",
		"digest":         "duyệt cho một bản khác của trang",
		"replaced":       "sau đó một bản khác của trang đã được duyệt",
		"unknown-person": "{who} không có trong danh sách của trường",
		"bot":            "{who} là tài khoản tự động",
		"role-ended":     "{who} không có thẩm quyền lúc {time}",
		"role":           "{who} không giữ vai trò nào mà trang này cần ({roles})",
		"hand":           "{who} đã viết hoặc sửa nội dung này nên không được tự duyệt",
		"click":          "{who} bấm nút duyệt, mà trang này cần chữ kí bằng khoá riêng",
		"future":         "ghi thời điểm {time}, chưa tới",
		"backdated":      "ghi thời điểm {time}, trước cả bản ghi mà nó thay thế",
		"expired":        "chỉ có giá trị đến {time}",
		"deleted":        "trang sắp bị xoá: cần đồng ý cho xoá, không phải đồng ý cho đăng",
		"not-deleted":    "đồng ý cho xoá, mà trang vẫn còn",
		"adopt":          "chỉ trang đã đăng mới được nhận vào như cũ",
		"nothing-said":   "{who} chưa nói gì về nội dung này để rút lại",
		"no-history":     "lịch sử bị cắt nên không biết ai đã viết nội dung này",

		// How a page stands.
		"free":            "Trang này không cần ai duyệt.",
		"approved":        "Đã duyệt bởi {who} lúc {time}, đúng nội dung này.",
		"lost":            "{who} đã duyệt bản {commit}, nhưng bản ấy không còn ở đây nên lời duyệt không chứng tỏ được gì. Xin duyệt lại.",
		"visible":         "Trang này sẽ hiện trên trang web từ {time}.",
		"missing":         "Chưa có ai duyệt đúng nội dung này. Cần: {roles}.",
		"short":           "{who} đã duyệt đúng nội dung này; còn thiếu: {roles}.",
		"rejected":        "{who} chưa đồng ý với nội dung này, lúc {time} (bản ghi {record}). Sửa rồi gửi duyệt lại.",
		"lapsed":          "Lời duyệt của {who} có giá trị đến {time}. Hãy xem lại rồi duyệt lại hoặc gỡ. Cần: {roles}.",
		"taken-back":      "{who} đã rút lại lời duyệt lúc {time}. Cần: {roles}.",
		"changed":         "{who} đã duyệt trang này lúc {time}, nhưng sau đó trang đã đổi. Cần duyệt lại.",
		"replayed":        "{who} đã duyệt đúng nội dung này lúc {time}, nhưng sau đó một bản khác đã được duyệt (bản ghi {record}). Cần duyệt lại.",
		"renamed":         "{who} đã duyệt trang này lúc {time} dưới tên cũ {path}, chưa duyệt dưới tên mới.",
		"rejected-before": "{who} chưa đồng ý với một bản trước, lúc {time}, và chưa ai duyệt bản này.",
		"own-work":        "{who} tự duyệt bài mình viết nên không tính. Cần: {roles}.",
		"unknown-hand":    "Không rõ {who} là ai, nên cần thêm 1 người duyệt. Người phụ trách kĩ thuật có thể ghi địa chỉ này vào people.yml.",
		"nobody-left":     "Không còn ai duyệt được với vai trò {roles}: những người có vai trò này đều đã viết hoặc sửa ({who}) hoặc đã hết nhiệm kì. Cần giao vai trò cho người khác, hoặc sửa yêu cầu.",
		"asked-at":        "Yêu cầu này ở {place}.",
		"override":        "{who} vẫn cho đăng dù đã được can: {note}",
		"taken-down":      "{who} đã gỡ trang này một mình, như người trực sự cố được phép; những người khác nên xem lại.",
		"shallow":         "Lịch sử bị cắt nên không biết ai đã viết nội dung này. Cần tải về toàn bộ (fetch-depth: 0).",
	}
}
