"""Trees that parsers seldom make and callers may hand in, for what walks over libxml2's own nodes."""

from __future__ import annotations

from typing import Any

from lxml import etree, html
from lxml.html import soupparser


def xml(text: str, **options: Any) -> etree._Element:
    return etree.fromstring(text, etree.XMLParser(**options))


ODD_TREES = {
    "comments in text": html.fromstring("<div>a<!-- x -->b<!-- y --><p>c<!-- z --></p><!-- w -->d</div>"),
    "only a comment inside": html.fromstring("<div><p><!-- a --></p><span class=c><!-- b --></span></div>"),
    "processing instructions": xml("<div>a<?one b?>c<p><?two?>d</p><?three?></div>"),
    "cdata": xml("<div>a<![CDATA[<b>]]>c<p><![CDATA[ ]]> </p><p> <![CDATA[d]]>e</p></div>", strip_cdata=False),
    "entities": xml(
        '<!DOCTYPE div [<!ENTITY e "<i>x</i>"><!ENTITY w "only">]>'
        '<div>a&e;b<p>&e;</p><p class="sr-&w; c">d</p><b class="sr-&w;">f</b> <b style="&w;">g</b></div>',
        resolve_entities=False,
    ),
    "attributes that the DTD gives": xml(
        '<!DOCTYPE div [<!ATTLIST p id CDATA "x" class CDATA "sr-only">]><div><p/><p class="a"> </p><p>b</p></div>'
    ),
    "names that stand twice": xml(
        '<div class="a" xmlns:m="urn:m" m:class="z" class="b"><p style="" style="display:none">c</p></div>',
        recover=True,
    ),
    "namespaces": xml(
        '<div xmlns:s="http://www.w3.org/2000/svg" xmlns:m="urn:m" xmlns:x="urn:x">a<s:svg><s:text>no</s:text></s:svg>'
        'b<m:math><m:mi>i</m:mi></m:math><x:P m:class="n" class="c">d</x:P><x:a m:href="/no" href="/yes">e</x:a></div>'
    ),
    "xhtml": xml('<html xmlns="http://www.w3.org/1999/xhtml"><head><article>b</article></head><body>c</body></html>'),
    "names in capitals": xml('<DIV>a<P Class="c" CLASS="d" id="i">b</P><A HREF="/x">e</A><PRE> f </PRE></DIV>'),
    "names with a brace": html.fromstring("<div>a<x}p class}=b>c</x}p><i}>d</i}><y}br>e</div>"),
    "names of no element": html.fromstring("<div><my-box>a</my-box><X-Y Z=1 id=q>b</X-Y><o:p>c</o:p></div>"),
    "a head that holds the page": html.fromstring("<html><head><title>a</title><section>b</section></head></html>"),
    "a head that does not": html.fromstring("<html><head><noscript>a</noscript></head><body>b</body></html>"),
    "breaks": html.fromstring("<p> <br>a<br> b<br> <br>c<br><br><br>d<i><br> </i>\u2028<br>e<br>\u00a0<br></p>"),
    "white space": html.fromstring("<p>\u00a0 a\u0085 b\u2003\u3000<i> \u2028 </i>c\u00ad  d\u200b</p>"),
    "code": html.fromstring(
        "<pre>\n a <p>b</p><p></p><div> <i> c </i>\n</div><pre>d\n</pre> <br>e<pre></pre></pre>"
        "<pre>\n\n</pre><pre></pre><pre>  f  \n</pre> g"
    ),
    "links": html.fromstring(
        "<p><a href=/a>a</a><a href=/b>b</a> <a href=/c> c</a><a>d</a><a href=''>e</a><a href=/f><a href=/g>g"
        "<p><a href=/h><div>h</div> <b>i</b><p>j</a>k<a class=visually-hidden href=/l>l</a>"
    ),
    "marks": html.fromstring("<p><b>a<strong>b<i>c</i></strong><em><code>d</code></em></b><s>e<del>f</del></s>g</p>"),
    "what hides": html.fromstring(
        "<div style='display : none'>a</div><p style='DISPLAY:none'>b</p><p style='display: none'>c<p hidden>d"
        "<p>e<span aria-hidden=true>f</span><span aria-hidden=false>g</span><span style='float:none'>h</span>"
        "<span style=display:none></span>i<b class='screen-reader-text'></b>j<b class='a sr-only' id=k>k</b></p>"
    ),
    "names": html.fromstring(
        "<div class='A-b cD' id=e role=f data-testid=g itemprop=h rel=i><span class='' id=j></span><time>k</time>"
        "<span class=''>l</span><span rel=m itemprop=n role=o>p</span><div id></div><div class=q></div>"
        "<p id=r> </p></div>"
    ),
    "pictures": html.fromstring(
        "<div>a<img>b<video>c<p>d</p></video><br><iframe>e</iframe><object><p>f</object></div>"
    ),
    "a soup": soupparser.fromstring("<div>a<!-- b --><p>c</div>d<x:y>e"),
    "a part": html.fromstring("<div>a<section>b<p>c</p>d</section>e<p>f</p>g</div>")[0],
    "a part without children": html.fromstring("<div><p>a</p>b<p>c</p></div>")[0],
    "a comment": html.fromstring("<div><!-- a -->b</div>")[0],
    "code alone": html.fromstring("<div><pre> a <b> b</b></pre>c</div>")[0],
    "nothing": etree.Element("p"),
}
