"""Every public address on one page."""

from django.contrib import admin
from django.urls import include, path

from livesessions.programme import views as programme
from polls.archive import harvests
from polls.archive import question_views as archived_questions
from polls.archive import views as archive
from rooms.board import afterwards
from rooms.board import views as board
from rooms.floor import views as floor
from rooms.live.entry import joining, moderator_links
from rooms.live.web import health, http_fallback, metrics_page, posting
from rooms.live.web import views as live

urlpatterns = [
    path("", joining.home, name="home"),
    path("p/<slug:slug>/", programme.programme, name="programme"),
    path("r/<slug:room>/", live.participant, name="room"),
    path("r/<slug:room>/host/", live.host, name="room-host"),
    path("r/<slug:room>/screen/", live.screen, name="room-screen"),
    path("r/<slug:room>/moderator/", live.moderator, name="room-moderator"),
    path("moderate/", moderator_links.moderate, name="moderate"),
    path("r/<slug:room>/do/", posting.do, name="room-do"),
    path("r/<slug:room>/parts/", http_fallback.changed_parts, name="room-parts"),
    path("r/<slug:room>/questions/", board.questions, name="room-questions"),
    path("hosting/", floor.mine, name="hosting"),
    path("hosting/<int:session>/", floor.prepare, name="hosting-open"),
    path("hosting/<int:session>/answers/", afterwards.answers, name="answers"),
    path("antwoord/", afterwards.answer, name="answer"),
    path("archive/", archive.index, name="archive"),
    path("archive/<slug:slug>/", archive.programme, name="archive-programme"),
    path("archive/<slug:slug>/polls.csv", archive.download, name="archive-csv"),
    path("archive/<slug:slug>/harvest/", harvests.harvests, name="archive-harvest"),
    path("archive/<slug:slug>/harvest.csv", harvests.download, name="archive-harvest-csv"),
    path("archive/<slug:slug>/divisions.csv", harvests.divisions, name="archive-divisions"),
    path("archive/<slug:slug>/questions/", archived_questions.questions, name="archive-questions"),
    path("archive/<slug:slug>/questions.csv", archived_questions.download, name="archive-questions-csv"),
    path("archive/<slug:slug>/moderation.csv", archived_questions.moderation, name="archive-moderation-csv"),
    path("accounts/", include("allauth.urls")),
    path("language/", include("django.conf.urls.i18n")),
    path("admin/", admin.site.urls),
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("metrics", metrics_page.metrics, name="metrics"),
]

handler404 = "rooms.live.web.views.not_found"
