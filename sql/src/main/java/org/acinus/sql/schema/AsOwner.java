package org.acinus.sql.schema;

import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.callback.Callback;
import org.flywaydb.core.api.callback.Context;
import org.flywaydb.core.api.callback.Event;

/// Lets Flyway work as `acinus_owner`, so that what it makes belongs to no person's login.
final class AsOwner implements Callback {
    @Override
    public boolean supports(Event event, Context context) {
        return event == Event.AFTER_CONNECT;
    }

    @Override
    public boolean canHandleInTransaction(Event event, Context context) {
        return true;
    }

    @Override
    public void handle(Event event, Context context) {
        try (Statement statement = context.getConnection().createStatement()) {
            statement.execute("SET ROLE " + Roles.OWNER);
        } catch (SQLException refused) {
            throw new FlywayException("Cannot become " + Roles.OWNER, refused);
        }
    }

    @Override
    public String getCallbackName() {
        return "as owner";
    }
}
