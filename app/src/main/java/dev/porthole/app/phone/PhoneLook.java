package dev.porthole.app.phone;

import dev.porthole.app.text.Phrase;
import java.util.List;

/**
 * How other devices stand to a site at one moment.
 *
 * @param stage how far they can get
 * @param places where they find the site, the most likely one first; empty unless they can get in
 * @param devices the addresses of those that have connected since the site was started, the latest first
 * @param advice what may stand in their way while none has connected
 */
record PhoneLook(Stage stage, List<Place> places, List<String> devices, List<Phrase> advice) {

    static final PhoneLook NOTHING = new PhoneLook(Stage.STOPPED, List.of(), List.of(), List.of());

    /** How far other devices can get. */
    enum Stage {
        /** The site does not run. */
        STOPPED,
        /** It runs for this computer only. */
        ONLY_HERE,
        /** This computer is in no network. */
        NO_NETWORK,
        /** None has connected yet. */
        WAITING,
        /** At least one has, and none trusts the certificate yet. */
        UNTRUSTED,
        /** At least one has. */
        CONNECTED
    }

    /**
     * An address of the site.
     *
     * @param url the address
     * @param network the system's name of the interface that leads there
     * @param steps where a device finds what to do before it trusts the site; empty where nothing has to be trusted
     */
    record Place(String url, String network, String steps) {

        /** An address where nothing has to be trusted. */
        Place(String url, String network) {
            this(url, network, "");
        }
    }

    /** Copies the lists. */
    PhoneLook {
        places = List.copyOf(places);
        devices = List.copyOf(devices);
        advice = List.copyOf(advice);
    }
}
