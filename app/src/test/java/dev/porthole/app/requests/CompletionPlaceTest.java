package dev.porthole.app.requests;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompletionPlaceTest {

    /** The caret is where the bar stands. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', nullValues = "none", quoteCharacter = '~', value = {
        "!; 0; 0; none; ~~", "sta!; 0; 3; none; sta", "a sta!; 2; 5; none; sta", "-sta!; 1; 4; none; sta",
        "-!; 1; 1; none; ~~", "a !; 2; 2; none; ~~", "status:!; 7; 7; STATUS; ~~", "status:4!; 7; 8; STATUS; 4",
        "status:!404 x; 7; 10; STATUS; ~~", "sta!tus:404; 0; 7; none; sta", "path:/a!; 5; 7; PATH; /a",
        "path:\"/a b!; 5; 10; PATH; /a b", "x | me!; 4; 6; none; me", "status：4!; 7; 8; STATUS; 4"
    })
    void whereSuggestionsFit(String marked, int start, int end, FilterKey key, String typed) {
        int caret = marked.indexOf('!');
        assertThat(CompletionPlace.at(marked.replace("!", ""), caret))
                .contains(new CompletionPlace(start, end, key, typed));
    }

    @Test
    void whereTheyDoNot() {
        assertThat(CompletionPlace.at("/img/logo", 5)).isEmpty();
        assertThat(CompletionPlace.at("foo:b", 5)).isEmpty();
        assertThat(CompletionPlace.at("\"sta", 4)).isEmpty();
        assertThat(CompletionPlace.at("a1", 2)).isEmpty();
    }
}
