package dev.porthole.lab.program;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.porthole.lab.LabSupport;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OriginWebTest {

    private final CompletableFuture<String> first = new CompletableFuture<>();
    private final List<String> printed = new CopyOnWriteArrayList<>();
    private final OriginWeb program = new OriginWeb(line -> {
        printed.add(line);
        first.complete(line);
    });

    @BeforeEach
    void onlyOnLinux() {
        assumeTrue(LabSupport.kernel(), "Not a kernel that the lab can show");
    }

    @AfterEach
    void close() {
        program.close();
    }

    @Test
    void saysHowItIsStarted() throws Exception {
        assertThat(program.run(List.of())).isZero();
        assertThat(program.run(List.of("7890", "x"))).isZero();
        assertThat(printed).containsExactly("运行方式如: python3 xxx.py 7890", "运行方式如: python3 xxx.py 7890");
    }

    @Test
    void takesAWordForAPortUntilItBreaks() throws Exception {
        assertThat(program.run(List.of("abc"))).isOne();
        assertThat(printed).containsExactly(
                "http服务器使用的port:abc", "TypeError: 'str' object cannot be interpreted as an integer");
    }

    @Test
    void aPortThatIsNoneOverflows() throws Exception {
        assertThat(program.run(List.of("65536"))).isOne();
        assertThat(printed).containsExactly(
                "http服务器使用的port:65536", "OverflowError: bind(): port must be 0-65535.");
    }

    @Test
    void aTakenPortIsAnError() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            assertThat(program.run(List.of(Integer.toString(taken.getLocalPort())))).isOne();
        }
        assertThat(printed.getLast()).isEqualTo("OSError: [Errno 98] Address already in use");
    }

    @Test
    void servesTheBaitToARealBrowserUntilItIsClosed() throws Exception {
        CompletableFuture<Integer> exit = new CompletableFuture<>();
        Thread running = Thread.ofPlatform().start(() -> {
            try {
                exit.complete(program.run(List.of("0")));
            } catch (InterruptedException e) {
                exit.completeExceptionally(e);
            }
        });
        String port = first.get(20, TimeUnit.SECONDS).substring("http服务器使用的port:".length());
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI page = URI.create("http://127.0.0.1:" + port + "/");
            assertThat(client.send(HttpRequest.newBuilder(page).version(HttpClient.Version.HTTP_1_1).build(),
                    BodyHandlers.ofString()).body()).contains("成功了");
        }
        assertThat(printed).contains("0 GET / HTTP/1.1", "正则提取数据: GET ", "正则提取数据: /");
        program.close();
        assertThat(exit.get(20, TimeUnit.SECONDS)).isZero();
        running.join();
    }
}
