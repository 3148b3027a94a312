package dev.porthole.lab.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the second program does, on the real kernel. */
class WebScriptsTest {

    @ParameterizedTest
    @ValueSource(strings = {"origin-web", "fixed-web"})
    void printsWhatTheTutorialsProgramPrintsToTheLastByte(String script) throws Exception {
        List<String> lines = Played.script(script).lines();
        assertThat(lines.getFirst()).matches("http服务器使用的port:\\d+");
        assertThat(lines.subList(1, lines.size())).containsExactly(
                "0 GET / HTTP/1.1", "1 Host: 127.0.0.1", "2 ", "正则提取数据: GET ", "正则提取数据: /",
                "0 GET /second.html HTTP/1.1", "1 Host: 127.0.0.1", "2 ",
                "正则提取数据: GET ", "正则提取数据: /second.html",
                "0 GET /missing.html HTTP/1.1", "1 Host: 127.0.0.1", "2 ",
                "正则提取数据: GET ", "正则提取数据: /missing.html");
    }

    @Test
    void theLengthOfTheErrorPageCountsCharacters() throws Exception {
        Played played = Played.script("length");
        assertThat(played.found("length")).containsExactly("25", "37", "file not found, 请输入", "12");
        assertThat(played.found("length-fixed"))
                .containsExactly("37", "file not found, 请输入正确的url", "HTTP/1.1 200 OK");
    }

    @Test
    void theErrorPageLeavesInTwoWritesUntilItLeavesInOne() throws Exception {
        Played played = Played.script("two-writes");
        assertThat(played.readings("200")).hasSize(15);
        assertThat(played.readings("404")).hasSize(15);
        assertThat(played.readings("404 one write")).hasSize(15);
        List<String> sends = played.calls("server").stream().filter(each -> each.startsWith("sendto")).toList();
        assertThat(sends).hasSize(15 + 2 * 15 + 15 + 2 * 15);
        assertThat(sends).filteredOn(each -> each.endsWith(" = 37")).as("bodies on their own").hasSize(30);
    }

    @Test
    void halfARequestIsTakenForAWholeOne() throws Exception {
        Played played = Played.script("halves");
        assertThat(played.found("halves")).containsExactly("HTTP/1.1 404 not found", "HTTP/1.1 404 not found");
        assertThat(played.found("halves-fixed")).containsExactly("HTTP/1.1 200 OK");
    }

    @Test
    void aSlowReaderStopsEverybodyThenLosesTheRestThenGetsAll() throws Exception {
        Played played = Played.script("short-write");
        assertThat(played.found("frozen").getFirst()).isEqualTo("sendto");
        List<String> part = played.found("short-write");
        assertThat(part.getFirst()).as("somebody else meanwhile").isEqualTo("HTTP/1.1 200 OK");
        assertThat(Integer.parseInt(part.get(1))).isPositive().isLessThan(Bait.BIG);
        assertThat(played.found("whole-write")).startsWith("8000000", "8000000");
        assertThat(played.calls("server"))
                .anyMatch(each -> each.contains("EPOLL_CTL_MOD") && each.contains("EPOLLOUT"));
    }

    @Test
    void aPathLeadsOutOfTheFolderButNeverOutOfTheBait() throws Exception {
        Played played = Played.script("traversal");
        assertThat(played.found("traversal")).containsExactly("HTTP/1.1 200 OK", Bait.SECRET.strip());
        assertThat(played.found("traversal-fixed")).containsExactly("HTTP/1.1 404 not found");
        assertThat(played.events()).filteredOn(each -> each.toString().contains("lab.programs.outside"))
                .as("refused by the lab").hasSize(1);
        assertThat(played.lines()).contains("正则提取数据: /../../../../etc/passwd");
    }
}
