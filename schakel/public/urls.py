# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Addresses of the public room."""

from django.urls import path

from schakel.public.views.conditions import condition, conditions
from schakel.public.views.data import data_catalogue, dataset, open_data
from schakel.public.views.feeds import news_atom, news_rss, therapy_atom, therapy_rss
from schakel.public.views.files import robots, security
from schakel.public.views.glossary import glossary
from schakel.public.views.home import home
from schakel.public.views.news import edit_news, news, news_item, publish_news, withdraw_news, write_news
from schakel.public.views.search import search
from schakel.public.views.sitemap import sitemap
from schakel.public.views.texts import about, accessibility, privacy
from schakel.public.views.therapies import therapies
from schakel.public.views.therapy import therapy

urlpatterns = [
    path("", home, name="home"),
    path("about/", about, name="about"),
    path("glossary/", glossary, name="glossary"),
    path("therapies/", therapies, name="therapies"),
    path("therapies/<slug:slug>/", therapy, name="therapy"),
    path("conditions/", conditions, name="conditions"),
    path("conditions/<slug:id>/", condition, name="condition"),
    path("therapies/<slug:slug>/rss.xml", therapy_rss, name="therapy_rss"),
    path("therapies/<slug:slug>/atom.xml", therapy_atom, name="therapy_atom"),
    path("news/", news, name="news"),
    path("news/rss.xml", news_rss, name="news_rss"),
    path("news/atom.xml", news_atom, name="news_atom"),
    path("news/write/", write_news, name="write_news"),
    path("news/<int:number>/", news_item, name="news_item"),
    path("news/<int:number>/edit/", edit_news, name="edit_news"),
    path("news/<int:number>/publish/", publish_news, name="publish_news"),
    path("news/<int:number>/withdraw/", withdraw_news, name="withdraw_news"),
    path("search/", search, name="search"),
    path("accessibility/", accessibility, name="accessibility"),
    path("privacy/", privacy, name="privacy"),
    path("data/", open_data, name="open_data"),
    path("data/catalogue.json", data_catalogue, name="data_catalogue"),
    path("data/<slug:id>.<str:kind>", dataset, name="dataset"),
    path("sitemap.xml", sitemap, name="sitemap"),
    path("robots.txt", robots, name="robots"),
    path(".well-known/security.txt", security, name="security"),
]
