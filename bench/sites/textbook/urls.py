"""The addresses of the textbook site."""

from django.urls import path

from . import views

urlpatterns = [
    path("", views.home, name="home"),
    path("r/<int:poll>/", views.room, name="room"),
    path("healthz", views.alive),
]
