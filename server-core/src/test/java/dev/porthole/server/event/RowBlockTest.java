package dev.porthole.server.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

/** Who may write into a row while another thread was stopped in the middle of writing into it. */
class RowBlockTest {

    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private final RowBlock block = new RowBlock(1);

    private int receive(long number) {
        RequestReceived request = new RequestReceived(
                number, 1, (int) number, NOW, "GET", "/" + number, "HTTP/1.1", "head " + number);
        return block.receive(0, request, null, request.headText(), 10);
    }

    private boolean finish(long number) {
        ResponseFinished response = new ResponseFinished(
                number, 1, NOW, 200, Why.of(Rule.FILE), "f", "text/plain", 10, 110, "response " + number,
                new Timing(1, 2, 3), ResponseFinished.Outcome.COMPLETE);
        return block.finish(0, response, response.headText(), 5);
    }

    /** Begins to write the request with this number, and is stopped. */
    private void begin(long number) {
        assertThat(block.claim(0, number << RowBlock.FLAG_BITS) & RowBlock.BUSY).isZero();
    }

    private void end(long number) {
        block.release(0, number << RowBlock.FLAG_BITS);
    }

    @Test
    void aRequestThatIsBeingWrittenIsNotThereYet() {
        begin(1);
        assertThat(block.read(0, 1)).isNull();
        assertThat(block.isGone(0, 1)).isFalse();
        end(1);
        assertThat(block.read(0, 1)).isNotNull();
    }

    @Test
    void aRequestThatFindsItsRowBusyIsLostAndSaidToBeGone() {
        begin(1);
        assertThat(receive(2)).isEqualTo(RowBlock.NOT_KEPT);
        assertThat(finish(2)).isFalse();
        assertThat(block.read(0, 2)).isNull();
        assertThat(block.isGone(0, 1)).isTrue();
        assertThat(block.isGone(0, 2)).isTrue();
        assertThat(block.isGone(0, 3)).isFalse();
    }

    @Test
    void aRowStaysBusyUntilTheThreadThatWasStoppedHasEnded() {
        begin(1);
        assertThat(receive(2)).isEqualTo(RowBlock.NOT_KEPT);
        assertThat(receive(3)).isEqualTo(RowBlock.NOT_KEPT);
        end(1);
        assertThat(block.read(0, 1)).isNull();
        assertThat(block.read(0, 3)).isNull();
        assertThat(receive(2)).as("older than the last that came").isEqualTo(RowBlock.NOT_KEPT);
        assertThat(receive(4)).isNotEqualTo(RowBlock.NOT_KEPT);
        assertThat(finish(4)).isTrue();
        assertThat(block.read(0, 4).response().headText()).isEqualTo("response 4");
    }

    @Test
    void whatTheHeadsTookIsGivenBackExactlyOnce() {
        assertThat(receive(1)).isZero();
        assertThat(finish(1)).isTrue();
        assertThat(receive(2)).as("both heads of the first").isEqualTo(15);
        assertThat(block.dropHeads(0, 1)).isZero();
        assertThat(block.dropHeads(0, 2)).isEqualTo(10);
        assertThat(block.dropHeads(0, 2)).isZero();
        assertThat(finish(2)).as("keeps no head where the other is forgotten").isFalse();
        assertThat(block.read(0, 2).hasHeads()).isFalse();
        assertThat(block.read(0, 2).response().headText()).isEmpty();
        assertThat(block.isFinished(0, 2)).isTrue();
        assertThat(receive(3)).isZero();
        assertThat(receive(4)).isEqualTo(10);
    }

    @Test
    void anAnswerToARequestThatWasOverwrittenChangesNothing() {
        receive(1);
        receive(2);
        assertThat(finish(1)).isFalse();
        assertThat(block.read(0, 2).response()).isNull();
        assertThat(block.isFinished(0, 1)).isFalse();
        assertThat(block.isFinished(0, 2)).isFalse();
    }
}
