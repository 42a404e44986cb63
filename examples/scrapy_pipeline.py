"""Scrapy: an item pipeline that reads the article of each response. Needs `pip install scrapy`.

In settings.py:

    ITEM_PIPELINES = {"scrapy_pipeline.ArticlePipeline": 100}

In a spider, hand on what came: `yield {"response": response}`.
"""

from __future__ import annotations

from typing import Any

from scrapy.exceptions import DropItem
from scrapy.http import Response

import articlextract


class ArticlePipeline:
    """Takes the response out of an item and puts the article's fields in; drops what is no article."""

    def process_item(self, item: dict[str, Any]) -> dict[str, Any]:
        response: Response = item.pop("response")
        try:
            article = articlextract.extract_html(response.body, response.url)
        except articlextract.ParseError as error:
            raise DropItem(str(error)) from error
        if article.status is not articlextract.Status.OK:
            raise DropItem(f"{response.url}: {article.status.value}")
        return {**item, **article.to_dict()}
