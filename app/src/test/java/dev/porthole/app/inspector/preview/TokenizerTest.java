package dev.porthole.app.inspector.preview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.porthole.app.inspector.preview.Token.Kind;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TokenizerTest {

    private static List<String> of(TextLanguage language, Kind kind, String text) {
        return Tokenizer.tokens(language, text).stream().filter(token -> token.kind() == kind).map(Token::text)
                .toList();
    }

    @Test
    void tellsTagsNamesTextsAndCommentsOfHtmlApart() {
        String html = "<!-- a < b --><p class=\"x\" hidden>1 &lt; 2</p>";
        assertThat(of(TextLanguage.HTML, Kind.KEYWORD, html)).containsExactly("<p", ">", "</p", ">");
        assertThat(of(TextLanguage.HTML, Kind.NAME, html)).containsExactly("class", "hidden");
        assertThat(of(TextLanguage.HTML, Kind.STRING, html)).containsExactly("\"x\"");
        assertThat(of(TextLanguage.HTML, Kind.COMMENT, html)).containsExactly("<!-- a < b -->");
        assertThat(of(TextLanguage.HTML, Kind.NUMBER, html)).containsExactly("&lt;");
    }

    @Test
    void looksIntoScriptsAndStylesOfHtmlAndFindsTheirEnd() {
        String html = "<script>let a = '<p>'; // x\n</script><STYLE>p{color:#fff}</STYLE><b>";
        assertThat(of(TextLanguage.HTML, Kind.KEYWORD, html)).contains("let", "</script", "</STYLE", "<b");
        assertThat(of(TextLanguage.HTML, Kind.STRING, html)).containsExactly("'<p>'");
        assertThat(of(TextLanguage.HTML, Kind.NUMBER, html)).containsExactly("#fff");
        assertThat(of(TextLanguage.HTML, Kind.NAME, html)).containsExactly("color");
    }

    @Test
    void tellsPropertiesOfCssFromSelectors() {
        String css = "/* c */ a:hover { margin: 0 auto; color: #0969da } @media print {}";
        assertThat(of(TextLanguage.CSS, Kind.NAME, css)).containsExactly("margin", "color");
        assertThat(of(TextLanguage.CSS, Kind.NUMBER, css)).containsExactly("0", "#0969da");
        assertThat(of(TextLanguage.CSS, Kind.KEYWORD, css)).containsExactly("@media");
        assertThat(of(TextLanguage.CSS, Kind.COMMENT, css)).containsExactly("/* c */");
    }

    @Test
    void tellsMembersOfJsonFromTexts() {
        String json = "{\"a\" : [1.5, \"b\\\"\", true, null]}";
        assertThat(of(TextLanguage.JSON, Kind.NAME, json)).containsExactly("\"a\"");
        assertThat(of(TextLanguage.JSON, Kind.STRING, json)).containsExactly("\"b\\\"\"");
        assertThat(of(TextLanguage.JSON, Kind.KEYWORD, json)).containsExactly("true", "null");
        assertThat(of(TextLanguage.JSON, Kind.NUMBER, json)).containsExactly("1.5");
    }

    @Test
    void findsHeadingsCodeAndLinksOfMarkdown() {
        String text = "# Title\nsome `code` and [a link](x.md)\n```\n# no title\n```\n";
        assertThat(of(TextLanguage.MARKDOWN, Kind.KEYWORD, text)).containsExactly("# Title\n");
        assertThat(of(TextLanguage.MARKDOWN, Kind.NAME, text)).containsExactly("[a link](x.md)");
        assertThat(of(TextLanguage.MARKDOWN, Kind.STRING, text)).contains("`code`", "# no title\n");
    }

    @ParameterizedTest
    @EnumSource(TextLanguage.class)
    void losesNoCharacterOfWhateverText(TextLanguage language) {
        Random random = new Random(7);
        String letters = "<>\"'`/*-!&;#:{}[]()\\ \n\r\taZ0.@$=~|é中";
        for (int round = 0; round < 3_000; round++) {
            String text = random.ints(random.nextInt(60), 0, letters.length())
                    .mapToObj(i -> letters.substring(i, i + 1)).collect(Collectors.joining());
            List<Token> tokens = Tokenizer.tokens(language, text);
            assertThat(tokens.stream().map(Token::text).collect(Collectors.joining())).isEqualTo(text);
            assertThat(tokens).noneMatch(token -> token.text().isEmpty());
        }
    }

    @ParameterizedTest
    @EnumSource(TextLanguage.class)
    void takesAMebibyteOfAnythingWithoutGettingLost(TextLanguage language) {
        for (String piece : List.of("\"", "<a b=", "a:b{", "/*", "`x\\", "[", "**", "# \n", "&")) {
            String text = piece.repeat((1 << 20) / piece.length());
            assertThat(Tokenizer.tokens(language, text).stream().mapToInt(token -> token.text().length()).sum())
                    .isEqualTo(text.length());
        }
    }

    @Test
    void aLineWithoutEndGoesOnBelow() {
        String text = "x".repeat(TextLines.LONGEST + 5) + "\ny\t\r\n\n";
        List<TextLines.Line> lines = TextLines.of(TextLanguage.PLAIN, text).lines();
        assertThat(lines).extracting(TextLines.Line::number).containsExactly(1, 0, 2, 3);
        assertThat(lines.get(1).tokens().getFirst().text()).isEqualTo("xxxxx");
        assertThat(lines.get(2).tokens().getFirst().text()).isEqualTo("y    ");
    }
}
