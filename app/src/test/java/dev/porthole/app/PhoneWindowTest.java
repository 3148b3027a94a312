package dev.porthole.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.google.zxing.BinaryBitmap;
import com.google.zxing.NotFoundException;
import com.google.zxing.RGBLuminanceSource;
import com.google.zxing.common.HybridBinarizer;
import com.google.zxing.qrcode.QRCodeReader;
import dev.porthole.app.platform.LanAddresses;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import org.junit.jupiter.api.Test;

/** The address for other devices, as a camera would see it. */
class PhoneWindowTest extends RealWindow {

    @Test
    void anotherProgramReadsTheAddressFromTheCodeOnTheScreen() throws Exception {
        assumeFalse(LanAddresses.find().isEmpty(), "this computer is in no network");
        serve();
        fire("#phone");
        Await.until("the panel asks before others are let in", () -> onFx(() -> shown("#letInButton")));
        fire("#letInButton");
        AtomicReference<String> read = new AtomicReference<>("");
        Await.until("the code on the screen says the address beside it", () -> {
            read.set(decode(onFx(() -> robot.lookup("#root").query().getScene().snapshot(null))));
            return !read.get().isEmpty() && read.get().equals(onFx(() -> text("#url")));
        });
        assertThat(read.get()).startsWith("http://").doesNotContain("127.0.0.1");
    }

    /** What is in the picture, or nothing while no code can be made out. */
    private static String decode(Image picture) throws Exception {
        int width = (int) picture.getWidth();
        int height = (int) picture.getHeight();
        int[] pixels = new int[width * height];
        picture.getPixelReader().getPixels(0, 0, width, height, PixelFormat.getIntArgbInstance(), pixels, 0, width);
        try {
            RGBLuminanceSource light = new RGBLuminanceSource(width, height, pixels);
            return new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(light)), Map.of()).getText();
        } catch (NotFoundException none) {
            return "";
        }
    }
}
