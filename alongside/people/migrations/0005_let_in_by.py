from django.db import migrations, models
import django.db.models.deletion


class Migration(migrations.Migration):
    dependencies = [("partnerships", "0001_initial"), ("people", "0004_erasure")]
    operations = [
        migrations.AddField(
            model_name=name,
            name="let_in_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="partnerships.membership",
            ),
        )
        for name in ("device", "personallink")
    ]
