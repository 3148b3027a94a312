import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;

/**
 * Gives classes that were compiled for Java 5 the form of those for Java 8, with the same instructions. Java does not
 * remember the old form from one start to the next (JEP 483), and takes longer to verify it: picocli alone took a third
 * of the time until "porthole serve" answered.
 */
final class OldClasses implements AutoCloseable {

    /** The first that can be remembered; from Java 7 on, the maps for the verifier have to be there. */
    private static final int REMEMBERED = ClassFile.JAVA_6_VERSION;

    private final URLClassLoader jar;
    private final ClassFile format;

    OldClasses(Path jar) throws IOException {
        this.jar = new URLClassLoader(new URL[] {jar.toUri().toURL()});
        this.format = ClassFile.of(
                StackMapsOption.GENERATE_STACK_MAPS,
                ClassHierarchyResolverOption.of(ClassHierarchyResolver.ofResourceParsing(this.jar)
                        .orElse(ClassHierarchyResolver.defaultResolver())));
    }

    /** The same class, in a form that Java can remember. */
    byte[] renewed(byte[] content) {
        ClassModel old = format.parse(content);
        if (old.majorVersion() >= REMEMBERED) {
            return content;
        }
        ClassTransform bodies = ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL);
        return format.transformClass(old, bodies.andThen(ClassTransform.endHandler(
                renewed -> renewed.withVersion(ClassFile.JAVA_8_VERSION, 0))));
    }

    @Override
    public void close() throws IOException {
        jar.close();
    }
}
