# SPDX-FileCopyrightText: 2026 Schakel contributors
# SPDX-License-Identifier: EUPL-1.2

"""Who follows what, what happened, what each person still has to see, and which mails were made of it."""

from django.db import models
from django.db.models import Q

from schakel.people.models import Person

PERSONAL = "personal:me"
"""The topic of what concerns the person alone: it exists for everyone without being followed."""


class Rhythm(models.TextChoices):
    """How often mail comes; `never` shows it on this site only."""

    DAILY = "daily"
    WEEKLY = "weekly"
    NEVER = "never"


class Subscription(models.Model):
    """A topic that a person follows, and the language they did so in, which their mail then speaks.

    One that ended is kept for a while, so that a limit on following can count it.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="subscriptions")
    topic = models.CharField(max_length=120)
    rhythm = models.CharField(max_length=10, choices=Rhythm.choices)
    language = models.CharField(max_length=5)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-since", "-id"]
        indexes = [models.Index(fields=["topic"], condition=Q(until__isnull=True), name="subscription_followers")]
        constraints = [
            models.UniqueConstraint(
                fields=["person", "topic"], condition=Q(until__isnull=True), name="subscription_held_once"
            ),
            models.CheckConstraint(
                condition=Q(rhythm__in=["daily", "weekly", "never"]), name="subscription_rhythm_is_known"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} follows {self.topic}"


class Happening(models.Model):
    """Something public that happened; it can be on the news. What is closed is only ever a notification."""

    title_nl = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300)
    url = models.CharField(max_length=500)
    by = models.CharField(max_length=80)
    at = models.DateTimeField(db_index=True)

    class Meta:
        ordering = ["-at", "-id"]

    def __str__(self) -> str:
        return self.title_en


class HappeningTopic(models.Model):
    """What a happening is about; several topics are possible."""

    happening = models.ForeignKey(Happening, on_delete=models.CASCADE, related_name="topics")
    topic = models.CharField(max_length=120)

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["topic", "happening"], name="happening_by_topic")]
        constraints = [models.UniqueConstraint(fields=["happening", "topic"], name="happening_topic_once")]

    def __str__(self) -> str:
        return self.topic


class Digest(models.Model):
    """A mail to one person. `sending` is set before it goes: one found so may have gone, and does not go again."""

    class State(models.TextChoices):
        PREPARED = "prepared"
        SENDING = "sending"
        SENT = "sent"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="digests")
    made_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.PREPARED)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["made_at", "id"]
        indexes = [models.Index(fields=["made_at"], condition=~Q(state="sent"), name="digest_not_sent")]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=["prepared", "sending", "sent"]), name="digest_state_is_known")
        ]

    def __str__(self) -> str:
        return f"digest {self.pk}"


class Notification(models.Model):
    """Something for one person to see. It goes by mail at most once: with the digest it is a part of."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="notifications")
    topic = models.CharField(max_length=120, default=PERSONAL)
    title_nl = models.CharField(max_length=300)
    title_en = models.CharField(max_length=300)
    url = models.CharField(max_length=500)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True, blank=True)
    digest = models.ForeignKey(Digest, on_delete=models.PROTECT, null=True, blank=True, related_name="notifications")

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [
            models.Index(fields=["person", "at"], name="notification_of_person"),
            models.Index(fields=["person"], condition=Q(read_at__isnull=True), name="notification_unread"),
            models.Index(fields=["at"], condition=Q(digest__isnull=True), name="notification_not_mailed"),
        ]

    def __str__(self) -> str:
        return self.title_en
