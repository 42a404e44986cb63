from __future__ import annotations

import datetime as dt

from articlextract.article import Comment
from articlextract.blocks import segment
from articlextract.fields.comments import find_comments
from articlextract.parse import parse_page
from articlextract.records import Labels, RawPage, Role


def read(comments: str) -> tuple[Comment, ...]:
    """The comments of a page whose blocks are all in the role of one."""
    page = parse_page(RawPage(f"<html lang='en'><body>{comments}</body></html>".encode()), max_bytes=10**6)
    blocks = segment(page)
    found = find_comments(
        page, blocks, Labels((Role.COMMENT,) * len(blocks), ("",) * len(blocks), (0.1,) * len(blocks))
    )
    return found.value if found else ()


def test_the_usual_list() -> None:
    first, second = read(
        """<h2>2 Comments</h2><ol>
        <li class="comment"><div class="comment-author vcard"><cite class="fn">Ann Reader</cite>
        <span class="says">says:</span></div>
        <div class="comment-metadata"><time datetime="2021-02-09T08:14:22+00:00">9 February</time></div>
        <div class="comment-content"><p>We counted them too.</p><p>There were nine.</p></div>
        <div class="reply"><a href="#r">Reply</a></div></li>
        <li class="comment"><div class="comment-author"><b class="fn">Tom</b></div>
        <div class="comment-content"><p>Ten, I think.</p></div></li></ol>
        <form id="commentform"><p>Your name</p></form>"""
    )
    moment = dt.datetime(2021, 2, 9, 8, 14, 22, tzinfo=dt.timezone.utc)
    assert first == Comment("We counted them too.\n\nThere were nine.", "Ann Reader", moment)
    assert second == Comment("Ten, I think.", "Tom", None)


def test_the_date_above_the_name() -> None:
    found = read(
        "".join(
            f'<li><div class="comment-date">July {n}, 2019</div><div class="comment-author">Reader {"AB"[n - 1]}</div>'
            f"<p>I saw number {n}.</p></li>"
            for n in (1, 2)
        )
    )
    assert [(c.author, c.date) for c in found] == [
        ("Reader A", dt.date(2019, 7, 1)),
        ("Reader B", dt.date(2019, 7, 2)),
    ]


def test_name_and_time_in_one_line() -> None:
    (comment,) = read('<h4>Rui <time datetime="2021-03-16T05:42:33Z">3/16/2021</time></h4><p>Thanks for the list.</p>')
    assert (comment.author, comment.text) == ("Rui", "Thanks for the list.")
    assert isinstance(comment.date, dt.datetime)


def test_a_short_line_above_an_age_is_a_name_where_none_is_marked() -> None:
    (comment,) = read("<div>Dana Yew</div><div>4d</div><p>Looking forward to the rest.</p><div>Reply</div>")
    assert comment == Comment("Looking forward to the rest.", "Dana Yew", None)


def test_text_without_a_name_is_no_comment() -> None:
    assert read("<p>Comments are closed.</p>") == ()


def test_the_form_alone_is_no_comment() -> None:
    assert (
        read('<div id="respond"><h3>Leave a reply</h3><p class="comment-form-author">Name</p><p>Text</p></div>') == ()
    )


def test_reply_inside_a_comment_is_one_of_its_own() -> None:
    first, second = read(
        "<ul><li class='comment'><div class='body'><p>It was five past six.</p><b class='author'>Ann Reader</b></div>"
        "<ul><li class='comment'><div class='body'><p>No, it was six.</p><b class='author'>Bo Oak</b></div></li></ul>"
        "</li></ul>"
    )
    assert (first.author, first.text) == ("Ann Reader", "It was five past six.")
    assert (second.author, second.text) == ("Bo Oak", "No, it was six.")


def test_comment_signed_at_the_end_of_its_line() -> None:
    (comment,) = read(
        "<div class='comment'>It was five past six, not six. – "
        "<a class='comment-user' rel='author' href='/u/1'>Ann Reader</a></div>"
    )
    assert (comment.author, comment.text) == ("Ann Reader", "It was five past six, not six.")


def test_name_with_its_date_in_one_line() -> None:
    (comment,) = read(
        "<div class='comment-author'>Ann Reader 4. Mai 2024 um 10:15 Uhr - Antworten</div><p>Fünf nach sechs.</p>"
    )
    assert comment.author == "Ann Reader"


def test_boxes_beside_the_posts_of_a_thread_are_no_comments() -> None:
    post = (
        "<div class='post'><h4 class='username'>{}</h4><p>Joined</p><p>Location: Osk</p>"
        "<div class='story'>It was five past six when the last boat came in.</div></div>"
    )
    html = f"<html><body>{''.join(post.format(name) for name in ('Ann', 'Bo Oak', 'Cai'))}</body></html>"
    page = parse_page(RawPage(html.encode()), max_bytes=10**6)
    blocks = segment(page)
    roles = tuple(Role.CONTENT if "boat" in block.text else Role.COMMENT for block in blocks)
    labels = Labels(roles, ("",) * len(roles), (0.5,) * len(roles))
    assert find_comments(page, blocks, labels) is None
