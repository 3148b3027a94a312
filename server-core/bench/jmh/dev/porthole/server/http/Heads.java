package dev.porthole.server.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import java.nio.charset.StandardCharsets;

/** Request heads as they come over the network. */
final class Heads {

    /** What a load generator sends. */
    static final String MINIMAL = """
            GET /index.html HTTP/1.1
            Host: localhost:8000

            """.replace("\n", "\r\n");

    /** What Chromium on Linux sends when a page is opened. */
    static final String CHROMIUM = """
            GET /index.html HTTP/1.1
            Host: localhost:8000
            Connection: keep-alive
            sec-ch-ua: "Chromium";v="142", "Not_A Brand";v="99"
            sec-ch-ua-mobile: ?0
            sec-ch-ua-platform: "Linux"
            Upgrade-Insecure-Requests: 1
            User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) \
            Chrome/142.0.0.0 Safari/537.36
            Accept: text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,\
            */*;q=0.8,application/signed-exchange;v=b3;q=0.7
            Sec-Fetch-Site: none
            Sec-Fetch-Mode: navigate
            Sec-Fetch-User: ?1
            Sec-Fetch-Dest: document
            Accept-Encoding: gzip, deflate, br, zstd
            Accept-Language: en-GB,en;q=0.9,zh-CN;q=0.8,zh;q=0.7

            """.replace("\n", "\r\n");

    private Heads() {}

    /** A direct buffer like the one a socket is read into. */
    static ByteBuf bytes(String head) {
        byte[] bytes = head.getBytes(StandardCharsets.ISO_8859_1);
        return PooledByteBufAllocator.DEFAULT.directBuffer(bytes.length).writeBytes(bytes);
    }
}
