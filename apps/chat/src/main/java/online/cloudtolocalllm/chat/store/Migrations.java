package online.cloudtolocalllm.chat.store;

import java.sql.SQLException;
import java.util.List;

/**
 * How the database came to be as it is: numbered steps, of which each is done once, all in one transaction. The number of the last
 * one is the file's {@code user_version}. A step that was released is never changed. Pure but for the database that it is given.
 */
final class Migrations {

    /**
     * What is small and read often stands apart from the texts: walking along a conversation reads none of them, and saving where an
     * answer is rewrites none.
     */
    private static final List<String> FIRST = List.of(
            """
            create table conversation (
              number integer primary key autoincrement,
              title text not null,
              named integer not null,
              pinned integer not null,
              changed integer not null,
              deleted integer,
              profile text not null,
              chosen integer,
              leaf integer) strict\
            """,
            """
            create index conversation_order on conversation (pinned desc, changed desc, number desc)
              where deleted is null\
            """,
            """
            create table message (
              number integer primary key autoincrement,
              conversation integer not null references conversation on delete cascade,
              parent integer references message deferrable initially deferred,
              chosen integer,
              role text not null,
              stage text not null,
              at integer not null,
              indexed integer not null,
              revision integer not null,
              kept text not null,
              taken integer not null,
              origin text not null,
              problem text not null,
              check (parent < number)) strict\
            """,
            "create index message_parent on message (parent)",
            "create index message_conversation on message (conversation, parent)",
            "create index message_writing on message (number) where stage = 'writing'",
            "create index message_unindexed on message (number) where indexed = 0",
            """
            create table body (
              message integer primary key references message on delete cascade,
              text text not null,
              thinking text not null,
              tools text not null) strict\
            """,
            """
            create table tail (
              message integer not null references message on delete cascade,
              place integer not null,
              text text not null,
              thinking text not null,
              primary key (message, place)) strict, without rowid\
            """,
            "create table picture (number integer primary key, hash blob not null unique, content any not null) strict",
            """
            create table shown (
              message integer not null references message on delete cascade,
              place integer not null,
              picture integer not null references picture,
              name text not null,
              type text not null,
              primary key (message, place)) strict, without rowid\
            """,
            "create index shown_picture on shown (picture)",
            "create table preset (name text primary key, profile text not null) strict, without rowid",
            "create table choice (name text primary key, value text not null) strict, without rowid",
            SearchIndex.TABLE);

    private static final List<List<String>> STEPS = List.of(FIRST);

    /** The version that this program knows. */
    static final int LATEST = STEPS.size();

    private Migrations() {}

    /**
     * The version of a database; 0 if nothing is in it.
     *
     * @throws SQLException if it cannot be read
     */
    static long version(Database database) throws SQLException {
        return database.number("pragma user_version").orElse(0);
    }

    /**
     * Does the steps that are missing. Inside a transaction that nobody else can write beside.
     *
     * @return how many were done
     * @throws SQLException if the database refuses
     */
    static int run(Database database) throws SQLException {
        int from = Math.toIntExact(version(database));
        for (List<String> step : STEPS.subList(Math.min(from, LATEST), LATEST)) {
            for (String statement : step) {
                database.run(statement);
            }
        }
        if (from < LATEST) {
            database.run("pragma user_version = " + LATEST);
        }
        return Math.max(0, LATEST - from);
    }
}
