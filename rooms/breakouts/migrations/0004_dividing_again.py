from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("breakouts", "0003_mending")]

    operations = [
        migrations.AddField(
            model_name="plan",
            name="begun_at",
            field=models.DateTimeField(
                editable=False, help_text="Thinking began; before, others went first.", null=True
            ),
        ),
        migrations.AddField(
            model_name="round", name="seed", field=models.PositiveBigIntegerField(editable=False, null=True)
        ),
        migrations.AddField(
            model_name="round", name="proof", field=models.JSONField(default=dict, editable=False)
        ),
        migrations.AddField(
            model_name="seat",
            name="waits_turn",
            field=models.PositiveIntegerField(
                help_text="The place in the line: who waits longest is first.", null=True
            ),
        ),
    ]
