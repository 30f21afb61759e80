"""Every public address on one page."""

from django.contrib import admin
from django.urls import include, path

from livesessions.archive import redaction_views
from livesessions.archive import views as archive
from livesessions.archive.api import token_views
from livesessions.archive.files import views as archive_files
from livesessions.archive.finding import views as finding
from livesessions.archive.notes import views as notes
from livesessions.archive.people import views as kept_people
from livesessions.archive.saved_views import views as saved
from livesessions.archive.trends import barometer_views as barometers
from livesessions.archive.trends import compare_views as comparing
from livesessions.archive.trends import mirror_views as mirrors
from livesessions.archive.webhooks import views as hooks
from livesessions.followup import views as followup
from livesessions.programme import views as programme
from polls.asking.drafts.previewing import preview
from polls.asking.pictures import views as pictures
from polls.library import views as polls
from rooms.board import views as board
from rooms.floor import people
from rooms.floor import views as floor
from rooms.floor.meetings import planning
from rooms.floor.meetings import views as meetings
from rooms.live.entry import continuing, joining, moderator_links
from rooms.live.web import health, http_fallback, leaving, metrics_page, posting
from rooms.live.web import views as live

urlpatterns = [
    path("", joining.home, name="home"),
    path("p/<slug:slug>/", programme.programme, name="programme"),
    path("r/<slug:room>/", live.participant, name="room"),
    path("r/<slug:room>/host/", live.host, name="room-host"),
    path("r/<slug:room>/screen/", live.screen, name="room-screen"),
    path("r/<slug:room>/moderator/", live.moderator, name="room-moderator"),
    path("r/<slug:room>/people/", people.people, name="room-people"),
    path("r/<slug:room>/preview/", preview, name="room-preview"),
    path("r/<slug:room>/library/", polls.library, name="room-library"),
    path("r/<slug:room>/pictures/<int:poll>/", pictures.prepare, name="room-pictures"),
    path("r/<slug:room>/picture/<slug:digest>.webp", pictures.picture, name="room-picture"),
    path("r/<slug:room>/leave/", leaving.leave, name="room-leave"),
    path("r/<slug:room>/erase/", leaving.erase_me, name="room-erase"),
    path("left/", leaving.left, name="left"),
    path("erased/", leaving.erased, name="erased"),
    path("moderate/", moderator_links.moderate, name="moderate"),
    path("r/<slug:room>/elsewhere/", continuing.elsewhere, name="room-elsewhere"),
    path("continue/", continuing.go_on, name="continue"),
    path("r/<slug:room>/do/", posting.do, name="room-do"),
    path("r/<slug:room>/parts/", http_fallback.changed_parts, name="room-parts"),
    path("r/<slug:room>/questions/", board.questions, name="room-questions"),
    path("hosting/", floor.hosted_sessions, name="hosting"),
    path("hosting/new/", meetings.new, name="hosting-new"),
    path("hosting/<int:session>/", floor.prepare, name="hosting-open"),
    path("hosting/<int:session>/programme/", planning.plan, name="hosting-plan"),
    path("hosting/<int:session>/answers/", followup.answers, name="answers"),
    path("antwoord/", followup.answer, name="answer"),
    path("archive/", finding.index, name="archive"),
    path("archive/schema.json", archive_files.published_schema, name="archive-schema"),
    path("archive/take/", archive_files.take, name="archive-take"),
    path("archive/take/<uuid:key>/", archive_files.export, name="archive-export"),
    path("archive/take/<uuid:key>/file", archive_files.fetch, name="archive-export-file"),
    path("archive/mirror/", mirrors.mirrors, name="mirrors"),
    path("archive/mirror/of/<str:signed>/", mirrors.mirror_of, name="mirror-of"),
    path("archive/mirror/<int:session>/", mirrors.session, name="mirror-session"),
    path("archive/mirror/<int:session>/<int:team>/", mirrors.mirror, name="mirror"),
    path("archive/compare/", comparing.compare, name="compare"),
    path("archive/barometer/", barometers.barometers, name="barometers"),
    path("archive/barometer/<slug:name>/", barometers.barometer, name="barometer"),
    path("archive/barometer/<slug:name>.<str:form>", barometers.barometer_file, name="barometer-file"),
    path("archive/<slug:slug>/kept/<slug:kind>/<slug:key>/barometer/", barometers.give, name="barometer-give"),
    path("archive/<slug:slug>.xlsx", archive.workbook, name="archive-workbook"),
    path("archive/<slug:slug>/", archive.page, name="archive-programme"),
    path("archive/<slug:slug>/kept/<slug:kind>/<slug:key>/", finding.record, name="archive-record"),
    path("archive/<slug:slug>/kept/<slug:kind>/<slug:key>/tags/", finding.tag, name="archive-tags"),
    path("archive/<slug:slug>/kept/<slug:kind>/<slug:key>/notes/", notes.notes, name="archive-notes"),
    path("archive/<slug:slug>/people/", kept_people.people, name="archive-people"),
    path("archive/<slug:slug>/words/", redaction_views.find, name="archive-find-words"),
    path("archive/<slug:slug>/words/<slug:kind>/<slug:key>/", redaction_views.words, name="archive-words"),
    path("archive/<slug:slug>/webhooks/", hooks.webhooks, name="archive-webhooks"),
    path("archive/<slug:slug>/<slug:name>/", archive.page, name="archive-page"),
    path("archive/<slug:slug>/<slug:name>.csv", archive.download, name="archive-sheet"),
    path("archive/<slug:slug>/<slug:name>.json", archive.documents, name="archive-page-documents"),
    path("archive/<slug:slug>/<slug:name>.xlsx", archive.workbook, name="archive-page-workbook"),
    path("archive/<slug:slug>/picture/<slug:digest>.webp", pictures.kept, name="archive-picture"),
    path("saved-views/", saved.saved_views, name="saved-views"),
    path("api/v1/", include("livesessions.archive.api.urls")),
    path("accounts/tokens/", token_views.tokens, name="tokens"),
    path("accounts/tokens/new/", token_views.new_token, name="tokens-new"),
    path("accounts/", include("livesessions.accounts.urls")),
    path("language/", include("django.conf.urls.i18n")),
    path("admin/", admin.site.urls),
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("metrics", metrics_page.metrics, name="metrics"),
]

handler400 = "livesessions.error_pages.bad_request"
handler403 = "livesessions.error_pages.forbidden"
handler404 = "livesessions.error_pages.not_found"
handler429 = "livesessions.error_pages.too_many_requests"
