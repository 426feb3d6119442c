"""Lines of a wrapped text go on, also where a few of them are twice as long: those that a page's end joined."""

from parkcmp.text.fold import fold

# Without a mark: nothing but its length tells that a line goes on.
_PROSE = (
    "全区企业加快向数字化转型而公共技术平台陆续投用使越来越多的创新主体在这里成长壮大"
    "并让产业链上下游协同更加紧密以及营商环境不断优化直至园区面貌焕然一新"
)


def wrapped(width: int, doubled: int) -> str:
    """Prose of 100 lines of so many characters, each `doubled`-th of them twice as long."""
    prose, lines, position = _PROSE * 60, [], 0
    for number in range(1, 101):
        length = width * 2 if number % doubled == 0 else width
        lines.append(prose[position : position + length])
        position += length
    return "\n".join(lines)


def test_lines_that_end_in_mid_sentence_go_on_beside_a_few_of_twice_their_length() -> None:
    text = wrapped(29, 25)
    assert "\n" not in fold(text).text.strip("\n")


def test_narrow_digits_do_not_widen_the_edge() -> None:
    lines = wrapped(29, 1000).split("\n")
    for number in (10, 30, 50, 70, 90):
        lines[number] = "2012-2021年，产值10.1亿、12.2亿、13.4亿、15.6亿、17.8亿，共占14.25%以上，同"
    lines[40] = lines[40][:26]
    text = "\n".join(lines)
    assert "\n" not in fold(text).text.strip("\n")
