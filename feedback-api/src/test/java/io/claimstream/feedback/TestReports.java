package io.claimstream.feedback;

import io.claimstream.domain.feature.FeatureGroups;
import io.claimstream.model.ModelManifest;
import io.claimstream.model.evaluation.EvaluatedRow;
import io.claimstream.model.evaluation.EvaluationReport;
import io.claimstream.model.evaluation.FloatRow;
import io.claimstream.model.evaluation.Source;
import io.claimstream.model.evaluation.Subject;
import io.claimstream.model.evaluation.fairness.PersonGroup;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Reports of models with all there is to say: estimates of women are 40 % too high, of men 2 %, and the later half of the claims was paid ten times as much. */
public final class TestReports {

    /** Claims in a report. */
    public static final int ROWS = 240;

    private TestReports() {}

    /** A report of a model, as it was published. */
    public static String json(ModelManifest manifest) {
        return new String(of(manifest).toBytes(), StandardCharsets.UTF_8);
    }

    private static EvaluationReport of(ModelManifest manifest) {
        List<EvaluatedRow> rows = new ArrayList<>();
        List<PersonGroup> people = new ArrayList<>();
        FloatRow features = FloatRow.of(Collections.nCopies(manifest.features().size(), 1f));
        for (int i = 0; i < ROWS; i++) {
            boolean isWoman = i % 2 == 0;
            double paid = (i < ROWS / 2 ? 1_000 : 10_000) + i;
            double estimate = paid * (isWoman ? 1.4 : 1.02);
            rows.add(new EvaluatedRow(
                    Facts.NOW.plus(Duration.ofHours(i)),
                    paid,
                    paid,
                    estimate,
                    new EvaluatedRow.Stated(estimate * 0.995, estimate * 1.005, 0.9),
                    List.of(),
                    features,
                    FloatRow.of(Collections.nCopies(FeatureGroups.ALL.size(), 0f))));
            people.add(PersonGroup.of(isWoman ? "Female" : "Male", 40));
        }
        return EvaluationReport.of(
                new Subject(manifest, "m-1", "compiled", "test", 0.9, List.of(), null),
                new Source("a test", "00", ROWS, List.of()),
                rows,
                people);
    }
}
