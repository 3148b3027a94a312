package dev.porthole.lab.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the first program does, on the real kernel. */
class EchoScriptsTest {

    @ParameterizedTest
    @ValueSource(strings = {"origin-echo", "fixed-echo"})
    void printsWhatTheTutorialsProgramPrintsToTheLastByte(String script) throws Exception {
        Played played = Played.script(script);
        List<String> accepts = played.calls("server").stream().filter(each -> each.startsWith("accept4")
                && !each.contains("EAGAIN")).toList();
        assertThat(accepts).hasSize(2);
        String a = "('127.0.0.1', " + port(accepts.getFirst()) + ")";
        String b = "('127.0.0.1', " + port(accepts.getLast()) + ")";
        assertThat(played.lines()).containsExactly(
                "有新的客户端到来" + a, "recv:你好 epoll\n", "有新的客户端到来" + b, "recv:hello\n",
                a + "---offline---", b + "---offline---");
    }

    private static String port(String accept) {
        Matcher port = Pattern.compile("htons\\((\\d+)\\)").matcher(accept);
        assertThat(port.find()).isTrue();
        return port.group(1);
    }

    @Test
    void aByeAndAnEndThatArriveTogetherLeaveAGhost() throws Exception {
        Played played = Played.script("ghosts");
        assertThat(played.found("ghosts")).containsExactly("10", "10", "0", "10");
        assertThat(played.found("no-ghosts")).containsExactly("10", "10", "10", "0");
    }

    @Test
    void whatOneReadLeavesStaysUntilMoreArrives() throws Exception {
        Played played = Played.script("unread");
        assertThat(played.found("unread")).containsExactly("1500", "1024", "476");
        assertThat(played.found("unread-then")).containsExactly("477", "0");
        assertThat(played.found("all-read")).containsExactly("1500", "0");
        assertThat(played.calls("server")).anyMatch(each -> each.endsWith(" = 477"));
    }

    @Test
    void fiveClientsThatAreOneEdgeAreAcceptedOneByOne() throws Exception {
        Played played = Played.script("accept-one");
        assertThat(played.found("accept-one")).containsExactly("5", "1", "4");
        assertThat(played.found("accept-next")).containsExactly("2", "4");
        assertThat(played.found("accept-all")).containsExactly("5", "5", "0");
    }

    @Test
    void aResetLeaksSilentlyOrSpinsUntilTheGuardStopsIt() throws Exception {
        Played played = Played.script("bit-test");
        assertThat(played.found("leak")).containsExactly("10", "10");
        assertThat(played.found("spin").getFirst()).isEqualTo(Integer.toString(GlassServer.MOST_FRUITLESS));
        assertThat(played.found("no-leak")).containsExactly("10", "0");
        assertThat(played.calls("server")).filteredOn(each -> each.contains("EPOLLIN|EPOLLERR|EPOLLHUP"))
                .as("rounds that brought nothing").hasSizeGreaterThanOrEqualTo(GlassServer.MOST_FRUITLESS);
    }

    @Test
    void readingUntilEagainSleepsForEverWhereThereIsNone() throws Exception {
        Played played = Played.script("drain-blocks");
        assertThat(played.found("blocked").getFirst()).isEqualTo("recvfrom");
        assertThat(played.found("not-blocked")).isEmpty();
        assertThat(played.lines()).filteredOn("recv:hello\n"::equals).hasSize(2);
        assertThat(played.calls("server")).anyMatch(each -> each.startsWith("recvfrom") && each.contains("EAGAIN"));
    }

    @Test
    void oneByteThatIsNotUtf8EndsTheProgramAndEverybodysConnection() throws Exception {
        Played played = Played.script("one-byte");
        String sentence = "UnicodeDecodeError: 'utf-8' codec can't decode byte 0xff in position 0: invalid start byte";
        assertThat(played.found("dead")).containsExactly(sentence);
        assertThat(played.lines()).containsSubsequence(sentence, "recv:\ufffd", "recv:hello\n");
        assertThat(played.found("alive")).containsExactly("2");
    }
}
