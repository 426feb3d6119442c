// CSV as the commands write it, byte for byte: RFC 4180, controls as codes, no text that a spreadsheet would compute.

const OBEYED = /[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff]/g;
const FORMULA = ["=", "+", "-", "@", "\t", "\r", "＝", "＋", "－", "＠"];
// A pair of surrogates is one character and obeyed by nobody.
const PAIRS = /[\ud800-\udbff][\udc00-\udfff]/;

function csvCell(value, isNumber) {
  if (value === null || value === undefined) return "";
  let text = String(value).split(/([\ud800-\udbff][\udc00-\udfff])/);
  text = text.map((part) => (PAIRS.test(part) ? part : part.replace(OBEYED, code))).join("");
  if (!isNumber && FORMULA.some((sign) => text.startsWith(sign))) text = `'${text}`;
  return /[",\n\r]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}

// `columns` are [name, whether it holds numbers].
function csvText(columns, rows) {
  const lines = [columns.map(([name]) => csvCell(name, true)).join(",")];
  for (const row of rows) lines.push(row.map((value, index) => csvCell(value, columns[index][1])).join(","));
  return lines.join("\n") + "\n";
}

function download(name, text, forExcel) {
  const blob = new Blob([forExcel ? "\ufeff" : "", text], { type: "text/csv;charset=utf-8" });
  const link = make("a", { download: name, href: URL.createObjectURL(blob) });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}
