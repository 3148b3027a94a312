package dev.porthole.app.lab.glossary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.app.lab.glossary.GlossaryViewModel.Piece;
import dev.porthole.app.text.Language;
import dev.porthole.app.text.Messages;
import dev.porthole.app.text.Texts;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class GlossaryViewModelTest {

    @Test
    void everyWordIsThereInBothLanguages() {
        Messages messages = new Messages();
        for (Term term : Term.values()) {
            assertThat(messages.has(term.word())).as(term.word()).isTrue();
            assertThat(messages.has(term.meaning())).as(term.meaning()).isTrue();
        }
    }

    @Test
    void marksWholeWordsAndTheLongestFirst() {
        assertThat(GlossaryViewModel.mark("A listening socket is a socket; websockets are not.", Language.ENGLISH))
                .containsExactly(
                        new Piece("A ", null), new Piece("listening socket", Term.LISTENING),
                        new Piece(" is a ", null), new Piece("socket", Term.SOCKET),
                        new Piece("; websockets are not.", null));
        assertThat(GlossaryViewModel.mark("监听套接字不是套接字。", Language.CHINESE)).containsExactly(
                new Piece("监听套接字", Term.LISTENING), new Piece("不是", null), new Piece("套接字", Term.SOCKET),
                new Piece("。", null));
        assertThat(GlossaryViewModel.mark("A non-blocking call", Language.ENGLISH))
                .contains(new Piece("non-blocking", Term.NON_BLOCKING))
                .doesNotContain(new Piece("blocking", Term.BLOCKING));
    }

    @Test
    void nothingOfATextIsLost() {
        for (Language language : Language.values()) {
            for (Term term : Term.values()) {
                String text = Texts.of(language).get(term.meaning());
                List<Piece> pieces = GlossaryViewModel.mark(text, language);
                assertThat(pieces.stream().map(Piece::text).collect(Collectors.joining())).isEqualTo(text);
            }
        }
    }

    @Test
    void findsInEitherLanguage() {
        assertThat(GlossaryViewModel.find("惊群")).containsExactly(Term.THUNDERING_HERD);
        assertThat(GlossaryViewModel.find(" Thundering ")).containsExactly(Term.THUNDERING_HERD);
        assertThat(GlossaryViewModel.find("")).containsExactly(Term.values());
        assertThat(GlossaryViewModel.find("no such word")).isEmpty();
    }
}
