/** The main window, where people talk with models. */
module online.cloudtolocalllm.chat {
    requires atlantafx.base;
    requires java.sql;
    requires javafx.controls;
    requires online.cloudtolocalllm.window;
    requires org.commonmark;
    requires org.commonmark.ext.gfm.tables;
    requires static transitive org.jspecify;

    // The driver, which is found by its name.
    requires org.xerial.sqlitejdbc;
}
