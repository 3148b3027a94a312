package dev.porthole.app.charts;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** What other programs read. */
class ChartFilesTest {

    @Test
    void aLineOfTheTableIsASample() {
        Sample busy = new Sample(1_790_000_000_000L, 1_790_000_001_000L, 1_000, 3, 4_500, 3, 4_500, 2, 2,
                new StatusCounts(0, 1, 1, 1, 0), new Latencies(310_000, 500_000, 1_900_000, 24_100_000));
        Sample idle = new Sample(1_790_000_001_000L, 1_790_000_002_000L, 1_000, 0, 0, 0, 0, 2, 2,
                StatusCounts.NONE, Latencies.NONE);
        assertThat(ChartCsv.write(List.of(busy, idle))).isEqualTo("""
                time,seconds,requests,requests_per_second,peak_requests_per_second,\
                sent_bytes,bytes_per_second,peak_bytes_per_second,open_connections,peak_open_connections,\
                status_1xx,status_2xx,status_3xx,status_4xx,status_5xx,\
                latency_p50_ms,latency_p90_ms,latency_p99_ms,latency_max_ms
                2026-09-21T14:13:20Z,1.000,3,3.000,3.000,4500,4500.000,4500.000,2,2,0,1,1,1,0,\
                0.310000,0.500000,1.900000,24.100000
                2026-09-21T14:13:21Z,1.000,0,0.000,0.000,0,0.000,0.000,2,2,0,0,0,0,0,,,,
                """.replace("\n", "\r\n"));
        assertThat(ChartCsv.write(List.of()).lines()).hasSize(1);
    }

    @Test
    void everyPixelOfAPictureIsReadAgain() throws IOException {
        int[] pixels = {0xff112233, 0xffffffff, 0xff000000, 0xff0969da, 0xffcf222e, 0xff808080};
        byte[] file = PngFile.encode(pixels, 3, 2, "站点");
        BufferedImage read = ImageIO.read(new ByteArrayInputStream(file));
        assertThat(read.getWidth()).isEqualTo(3);
        assertThat(read.getHeight()).isEqualTo(2);
        assertThat(read.getRGB(0, 0, 3, 2, null, 0, 3)).isEqualTo(pixels);
    }
}
