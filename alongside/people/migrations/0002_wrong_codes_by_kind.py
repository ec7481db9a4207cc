from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0001_initial"),
    ]

    operations = [
        migrations.AddField(
            model_name="wrongcodes",
            name="kind",
            field=models.CharField(default="room", max_length=8),
        ),
        migrations.AlterField(
            model_name="wrongcodes",
            name="hour",
            field=models.DateTimeField(),
        ),
        migrations.AddConstraint(
            model_name="wrongcodes",
            constraint=models.UniqueConstraint(fields=["hour", "kind"], name="one_count_an_hour_of_each_kind"),
        ),
    ]
