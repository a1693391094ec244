package io.claimstream.feedback.http;

import io.claimstream.domain.claim.ClaimKey;
import io.claimstream.feedback.batch.LineProblem;
import io.claimstream.feedback.batch.LineResult;
import io.claimstream.feedback.batch.LineResult.Scored;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;

/** What became of a line as a row for a spreadsheet (RFC 4180). Several problems stand in one cell each, parted by a bar. */
final class BatchCsv {

    static final String HEADER =
            "line,insurer,claim_id,revision,outcome,score_id,estimate,lower,upper,currency,confidence,"
                    + "problem_code,problem_place,problem_hint\r\n";

    private static final int SCORE_CELLS = 6;

    private BatchCsv() {}

    static void write(Writer out, LineResult line) throws IOException {
        List<Object> cells = new ArrayList<>();
        Optional<ClaimKey> claim = Optional.ofNullable(line.claim());
        cells.add(line.line());
        cells.add(Spreadsheet.cell(claim.map(ClaimKey::insurer).orElse("")));
        cells.add(Spreadsheet.cell(claim.map(ClaimKey::claimId).orElse("")));
        cells.add(claim.isPresent() ? line.revision() : "");
        cells.add(BatchJson.text(line.outcome()));
        cells.addAll(Optional.ofNullable(line.scored())
                .map(BatchCsv::score)
                .orElseGet(() -> Collections.nCopies(SCORE_CELLS, "")));
        cells.add(joined(line, LineProblem::code));
        cells.add(joined(line, LineProblem::place));
        cells.add(joined(line, LineProblem::hint));
        CSVFormat.RFC4180.printRecord(out, cells.toArray());
    }

    private static List<Object> score(Scored score) {
        return List.of(
                score.scoreId(),
                score.estimate(),
                Optional.<Object>ofNullable(score.lower()).orElse(""),
                Optional.<Object>ofNullable(score.upper()).orElse(""),
                score.currency(),
                Optional.<Object>ofNullable(score.confidence()).orElse(""));
    }

    private static String joined(LineResult line, Function<LineProblem, String> part) {
        return Spreadsheet.cell(line.problems().stream().map(part).collect(Collectors.joining(" | ")));
    }
}
