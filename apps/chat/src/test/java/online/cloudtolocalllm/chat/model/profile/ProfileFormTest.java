package online.cloudtolocalllm.chat.model.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import online.cloudtolocalllm.chat.model.talk.Profile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProfileFormTest {

    private static final Profile BEFORE =
            new Profile("m", "old", OptionalDouble.of(1), OptionalInt.of(4096), "5m", "json");

    private static ProfileForm form(String temperature, String context, String keepAlive) {
        return new ProfileForm("", temperature, context, keepAlive, ProfileForm.Format.TEXT, "");
    }

    private static ProfileForm schema(String schema) {
        return new ProfileForm("", "", "", "", ProfileForm.Format.SCHEMA, schema);
    }

    @ParameterizedTest
    @CsvSource({"0,0", "'0,7',0.7", "2.0,2", ".5,0.5", " 1. ,1"})
    void temperaturesAreRead(String typed, double meant) {
        assertThat(form(typed, "", "").over(BEFORE).temperature()).hasValue(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2.1", "-1", "hot", "1e0", "NaN", "99999999999999", "0x1"})
    void whatIsNoTemperatureSaysSo(String typed) {
        assertThat(form(typed, "", "").problem(Field.TEMPERATURE))
                .isEqualTo("Temperature is a number from 0 to 2, such as 0.7.");
        assertThat(form(typed, "", "").over(BEFORE).temperature()).hasValue(1);
    }

    @ParameterizedTest
    @CsvSource({"8192,8192", "'32,768',32768", "32k,32768", "8 192,8192"})
    void contextSizesAreRead(String typed, int meant) {
        assertThat(form("", typed, "").over(BEFORE).contextTokens()).hasValue(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "15", "-8192", "999999999k", "much", "1.5"})
    void whatIsNoContextSizeSaysSo(String typed) {
        assertThat(form("", typed, "").problem(Field.CONTEXT)).startsWith("Context size is a number of tokens");
    }

    @ParameterizedTest
    @CsvSource({"10m,10m", "300,300s", "-1,-1s", "0,0s", "1h30m,1h30m", "10 min,10m", "1.5h,1.5h"})
    void timesInMemoryAreAsOllamaReadsThem(String typed, String written) {
        assertThat(form("", "", typed).problem(Field.KEEP_ALIVE)).isEmpty();
        assertThat(form("", "", typed).over(BEFORE).keepAlive()).isEqualTo(written);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1d", "soon", "10 minutes", "m", "99999999999999999999h", "--1"})
    void whatIsNoTimeSaysSo(String typed) {
        assertThat(form("", "", typed).problem(Field.KEEP_ALIVE)).contains("such as 30s, 10m or 2h");
        assertThat(form("", "", typed).over(BEFORE).keepAlive()).isEqualTo("5m");
    }

    @Test
    void schemasAreJsonObjects() {
        assertThat(schema("{\"type\":\"object\"}").over(BEFORE).format()).isEqualTo("{\"type\":\"object\"}");
        assertThat(schema(" ").problem(Field.FORMAT)).isEqualTo("Write the JSON Schema that answers are to have.");
        assertThat(schema("[1]").problem(Field.FORMAT))
                .isEqualTo("A schema is a JSON object, and this is not a JSON object.");
        assertThat(schema("{\"a\":").problem(Field.FORMAT)).contains("at line 1, column");
        assertThat(schema("[".repeat(100_000)).problem(Field.FORMAT)).contains("too deep or too long");
        assertThat(schema("{").over(BEFORE).format()).isEqualTo("json");
    }

    @Test
    void emptyIsAsTheModelHasIt() {
        assertThat(form("", " ", "").over(BEFORE)).isEqualTo(Profile.PLAIN.withModel("m"));
        assertThat(new ProfileForm("x".repeat(300_000), "", "", "", ProfileForm.Format.TEXT, "").fits())
                .isFalse();
    }

    @Property(tries = 200)
    boolean whatIsSetComesBackFromItsFields(
            @ForAll String system,
            @ForAll @DoubleRange(min = 0, max = 2) @Scale(4) double temperature,
            @ForAll @IntRange(min = 16, max = 1_000_000) int context) {
        Profile profile = new Profile(
                "m", system, OptionalDouble.of(temperature), OptionalInt.of(context), "10m", "{\"type\":\"object\"}");
        return ProfileForm.of(profile).over(BEFORE).equals(profile);
    }

    @Property(tries = 200)
    boolean whateverIsTypedGivesAProfileThatFits(@ForAll String one, @ForAll String other, @ForAll String third) {
        Profile profile = new ProfileForm("", one, other, third, ProfileForm.Format.SCHEMA, one + other).over(BEFORE);
        return ProfileForm.of(profile).fits();
    }
}
