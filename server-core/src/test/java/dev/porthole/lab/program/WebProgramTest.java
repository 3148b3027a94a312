package dev.porthole.lab.program;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the second program makes of odd requests. */
class WebProgramTest {

    private static final Switches ORIGIN = Tutorial.WEB.origin();
    private static final Switches FIXED = Tutorial.WEB.fixed();

    private final List<String> printed = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();
    private final Bait bait = Bait.create();
    private final WebProgram program = new WebProgram(bait, printed::add, refused::add);
    private final Connection connection = new Connection(1, 5, 45_704);

    @AfterEach
    void delete() {
        bait.delete();
        assertThat(bait.folder()).doesNotExist();
    }

    private String receive(String request, Switches switches) {
        sent.reset();
        program.received(connection, request.getBytes(StandardCharsets.UTF_8), switches, sent::writeBytes);
        return sent.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        "hello, hell, o", "OPTIONS * HTTP/1.1, OPTIONS * HTTP, /1.1", "GET http://h/x HTTP/1.1, GET http:, //h/x",
        "GET /?q=1 HTTP/1.1, 'GET ', /?q=1"})
    void takesTheTargetByItsExpression(String request, String before, String path) {
        assertThat(receive(request + "\r\n\r\n", ORIGIN)).startsWith("HTTP/1.1 404 not found\r\n");
        assertThat(printed).containsExactly(
                "0 " + request, "1 ", "正则提取数据: " + before, "正则提取数据: " + path);
    }

    @Test
    void anEmptyLineIsNotFound() {
        assertThat(receive("\r\n", ORIGIN)).startsWith("HTTP/1.1 404 not found\r\n");
        assertThat(printed).containsExactly("0 ");
    }

    @Test
    void answersToTheLastByte() {
        assertThat(receive("GET /second.html HTTP/1.1\r\n\r\n", ORIGIN))
                .matches("(?s)HTTP/1\\.1 200 OK\r\nContent-Length: \\d+\r\n\r\n<!doctype html>.*");
        assertThat(receive("GET /no HTTP/1.1\r\n\r\n", ORIGIN)).isEqualTo(
                "HTTP/1.1 404 not found\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: 25\r\n\r\n"
                        + "file not found, 请输入正确的url");
    }

    @Test
    void aFolderIsNotFound() {
        assertThat(receive("GET /../html HTTP/1.1\r\n\r\n", ORIGIN)).startsWith("HTTP/1.1 404 not found\r\n");
        assertThat(refused).isEmpty();
    }

    @Test
    void nothingOutsideTheBaitIsRead() {
        for (String path : List.of("/../../../../etc/passwd", "/../..", "/../../" + bait.folder().getFileName() + "x",
                "/\0/../../../etc/passwd")) {
            assertThat(receive("GET " + path + " HTTP/1.1\r\n\r\n", ORIGIN)).as(path)
                    .startsWith("HTTP/1.1 404 not found\r\n");
        }
        assertThat(refused).hasSize(3);
    }

    @Test
    void twoRequestsInOneSegmentGetOneAnswerOrTwo() {
        String two = "GET / HTTP/1.1\r\n\r\nGET /second.html HTTP/1.1\r\n\r\n";
        assertThat(receive(two, ORIGIN)).containsOnlyOnce("HTTP/1.1 200 OK");
        assertThat(receive(two, FIXED).split("HTTP/1.1 200 OK", -1)).hasSize(3);
    }

    @Test
    void aHeadThatNeverEndsIsNotKept() {
        String endless = "x".repeat(1024);
        String answer = "";
        for (int i = 0; i < 65; i++) {
            answer = receive(endless, FIXED);
        }
        assertThat(answer).startsWith("HTTP/1.1 404 not found\r\n");
        assertThat(receive("GET / HTTP/1.1\r\n\r\n", FIXED)).startsWith("HTTP/1.1 200 OK");
    }

    @Test
    void linesEndWherePythonEndsThem() {
        assertThat(WebProgram.lines("a\r\nb\rc\n\u000bd\fe\u001cf\u001dg\u001eh\u0085i\u2028j\u2029k"))
                .containsExactly("a", "b", "c", "", "d", "e", "f", "g", "h", "i", "j", "k");
        assertThat(WebProgram.lines("")).isEmpty();
        assertThat(WebProgram.lines("\n")).containsExactly("");
    }
}
