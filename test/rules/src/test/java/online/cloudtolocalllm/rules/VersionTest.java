package online.cloudtolocalllm.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import online.cloudtolocalllm.protocol.ProductVersion;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** The product says the version that the build gives it. */
class VersionTest {

    @Test
    void theProductsVersionIsTheBuilds() throws Exception {
        Element project = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(SourceTree.ROOT.resolve("pom.xml").toFile())
                .getDocumentElement();
        List<String> versions = new ArrayList<>();
        NodeList children = project.getChildNodes();
        for (int i = 0; i < children.getLength(); i++) {
            if (children.item(i) instanceof Element element
                    && element.getTagName().equals("version")) {
                versions.add(element.getTextContent().strip());
            }
        }
        assertThat(versions)
                .as("the version of the root pom, and ProductVersion.TEXT")
                .containsExactly(ProductVersion.TEXT);
    }
}
