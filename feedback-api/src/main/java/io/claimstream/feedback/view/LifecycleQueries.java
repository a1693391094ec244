package io.claimstream.feedback.view;

import io.claimstream.event.DeploymentAction;
import io.claimstream.event.ModelCommand;
import io.claimstream.event.ModelCommandKind;
import io.claimstream.event.ModelDeployment;
import io.claimstream.event.ModelSlot;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Questions about commands, moves, and the decisions that a withdrawn version left behind. */
final class LifecycleQueries {

    private static final String DECIDED = " from view_score where model_version = :version"
            + " and line_of_business = :line and currency = :currency and scored_at >= :since";

    private LifecycleQueries() {}

    /** Moves are rare, so all of them are read. */
    static List<PlacedMove> moves(Handle handle) {
        return handle.createQuery("select * from view_deployment order by record_offset")
                .map((row, context) -> new PlacedMove(row.getLong("record_offset"), move(row)))
                .list();
    }

    static Optional<ModelCommand> command(Handle handle, String id) {
        return handle.createQuery("select * from view_model_command where command_id = :id")
                .bind("id", id)
                .map((row, context) -> command(row))
                .findOne();
    }

    /** Those that nothing answers. */
    static List<ModelCommand> open(Handle handle) {
        return handle.createQuery("select * from view_model_command c where not exists"
                        + " (select 1 from view_deployment d where d.command_id = c.command_id)"
                        + " order by asked_at desc, command_id limit :most")
                .bind("most", ReadModel.WAITING_COMMANDS)
                .map((row, context) -> command(row))
                .list();
    }

    static long decidedClaims(Handle handle, Withdrawal of) {
        return decided(
                        handle,
                        "select count(*) from (select distinct insurer, claim_id" + DECIDED + whose(of)
                                + ") as decided",
                        of)
                .mapTo(Long.class)
                .one();
    }

    static List<DecidedClaim> decided(Handle handle, Withdrawal of, String after, int limit) {
        return decided(
                        handle,
                        "select insurer, claim_id, revision, score_id" + DECIDED + whose(of)
                                + " and score_id > :after order by score_id limit :limit",
                        of)
                .bind("after", after)
                .bind("limit", limit)
                .map((row, context) ->
                        new DecidedClaim(Rows.claim(row), row.getInt("revision"), Rows.text(row, "score_id")))
                .list();
    }

    /** Those of them whose score was not asked for again by the command. */
    static List<Score> decidedNotAsked(Handle handle, Withdrawal of, String commandId, String after, int limit) {
        return decided(
                        handle,
                        "select *" + DECIDED + whose(of) + " and score_id > :after"
                                + " and not exists (select 1 from view_rescore_request r"
                                + " where r.command_id = :command and r.score_id = view_score.score_id)"
                                + " order by score_id limit :limit",
                        of)
                .bind("command", commandId)
                .bind("after", after)
                .bind("limit", limit)
                .map((row, context) -> Rows.score(row))
                .list();
    }

    private static String whose(Withdrawal of) {
        String own = of.slot().getInsurer().isPresent() ? " and insurer = :insurer" : "";
        return of.keptBy().isEmpty() ? own : own + " and insurer not in (<kept>)";
    }

    private static Query decided(Handle handle, String sql, Withdrawal of) {
        Query query = handle.createQuery(sql)
                .bind("version", of.version())
                .bind("line", of.slot().getLineOfBusiness())
                .bind("currency", of.slot().getCurrency())
                .bind("since", of.since().atOffset(java.time.ZoneOffset.UTC));
        of.slot().getInsurer().ifPresent(insurer -> query.bind("insurer", insurer));
        return of.keptBy().isEmpty() ? query : query.bindList("kept", of.keptBy());
    }

    private static ModelDeployment move(ResultSet row) throws SQLException {
        return ModelDeployment.newBuilder()
                .setSlot(slot(row))
                .setAction(DeploymentAction.valueOf(Rows.text(row, "action")))
                .setVersion(Rows.text(row, "version"))
                .setPreviousVersion(row.getString("previous_version"))
                .setCalibration(Rows.number(row, "calibration"))
                .setReason(Rows.text(row, "reason"))
                .setActor(Rows.text(row, "actor"))
                .setAt(Rows.time(row, "moved_at"))
                .setCommandId(row.getString("command_id"))
                .setCode(row.getString("code"))
                .setShare(Rows.decimal(row, "share"))
                .build();
    }

    private static ModelCommand command(ResultSet row) throws SQLException {
        boolean hasSlot = row.getString("line_of_business") != null;
        return ModelCommand.newBuilder()
                .setCommandId(Rows.text(row, "command_id"))
                .setKind(ModelCommandKind.valueOf(Rows.text(row, "kind")))
                .setSlot(hasSlot ? slot(row) : null)
                .setVersion(row.getString("version"))
                .setReason(Rows.text(row, "reason"))
                .setActor(Rows.text(row, "actor"))
                .setAt(Rows.time(row, "asked_at"))
                .setShare(Rows.decimal(row, "share"))
                .build();
    }

    private static ModelSlot slot(ResultSet row) throws SQLException {
        return new ModelSlot(Rows.text(row, "line_of_business"), Rows.text(row, "currency"), row.getString("insurer"));
    }
}
