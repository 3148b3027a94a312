package dev.porthole.app.lab.question;

import java.util.List;
import java.util.stream.IntStream;

/**
 * What a class is asked before something runs. The texts are messages: the question under {@code key}, its answers
 * under {@code key.1} and so on, the explanation, shown after the run, under {@code key.why}.
 *
 * @param key the message's key
 * @param answers how many answers there are to choose from, 2 to 4
 * @param right the number of the right one, from 1
 */
public record Question(String key, int answers, int right) {

    private static final int FEWEST = 2;
    private static final int MOST = 4;

    /** Checks the numbers. */
    public Question {
        if (answers < FEWEST || answers > MOST || right < 1 || right > answers) {
            throw new IllegalArgumentException("A question with " + answers + " answers, right is " + right);
        }
    }

    /** The keys of the answers, in order. */
    public List<String> answerKeys() {
        return IntStream.rangeClosed(1, answers).mapToObj(number -> key + "." + number).toList();
    }

    /** The key of the explanation. */
    public String explanation() {
        return key + ".why";
    }
}
