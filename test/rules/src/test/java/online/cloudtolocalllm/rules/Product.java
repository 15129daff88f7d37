package online.cloudtolocalllm.rules;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;

/** The compiled classes of every module, without their tests. */
final class Product {

    /** What every package's name begins with. */
    static final String PREFIX = "online.cloudtolocalllm.";

    static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("online.cloudtolocalllm");

    private Product() {}

    /** ArchUnit's name of a module's packages. */
    static String packages(String module) {
        return PREFIX + module + "..";
    }
}
